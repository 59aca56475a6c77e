"""Reports: each format is ``render(run_file, pictures) -> str``; one place writes files."""

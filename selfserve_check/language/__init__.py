"""Words: normalising, stems, rarity, and facts found in text. Pure functions over constants."""

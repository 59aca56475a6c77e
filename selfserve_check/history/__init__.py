"""What earlier runs found: kept in a database, compared with tonight's, and walked again."""

"""What an operator does with a home beside loading it: look, check, back up, restore, tidy up. Imports no Dagster."""

"""The one declaration of the warehouse: every table once, as a pandera model; everything else is generated from it."""

"""The command line `mingzhang`: thin commands over the Dagster jobs and the published warehouse."""

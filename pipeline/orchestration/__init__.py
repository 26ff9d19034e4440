"""Dagster: assets, checks, sensors, schedules and resources around the business code, and nothing else.

`worker_pool.py` and `extracting.py` hold the fan-out over documents and do not import dagster.
"""

"""From publishers' web sites into the inbox: what `sources.yml` names is fetched when it is new or changed. Imports no Dagster."""

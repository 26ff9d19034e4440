"""Who is told what of a home, once: by webhook and e-mail, when `alerts.yml` names them. Imports no Dagster."""

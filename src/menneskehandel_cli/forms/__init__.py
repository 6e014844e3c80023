"""Forms for people who see no YAML: inputs made of the models, and errors in words."""

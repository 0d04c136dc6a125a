"""How an incident is worked: its playbook as a checklist, and the times it carries."""

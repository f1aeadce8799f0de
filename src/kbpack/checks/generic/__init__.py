"""The checks of any Data Package with CSV resources, by what its own descriptor declares."""

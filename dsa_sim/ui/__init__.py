"""The window: document, pages, widgets and actions. The only room (with `app`) that knows Qt."""

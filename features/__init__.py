"""What an article says: names, attributions and choice shares as spans over untouched text."""

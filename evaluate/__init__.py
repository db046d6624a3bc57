"""What a reviewer can check: scores with outlet intervals, profiles, figures and the report."""

"""What can be learnt from it: classifiers, splits and outlet positions."""

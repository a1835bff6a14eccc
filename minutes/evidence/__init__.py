"""The verifier that goes with every evidence bundle: it knows nothing of the portal.

Standard library only, and pyHanko where it is installed. It retells the arithmetic of the
regulation instead of importing the portal's, so that a slip in one is caught by the other.
"""

"""The merged edition to the data that its search reads in the browser."""

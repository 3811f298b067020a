"""A site's docs folder to HTML, by a renderer other than MkDocs."""

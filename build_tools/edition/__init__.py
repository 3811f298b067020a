"""One edition put together: what stands where, and what is known of it as of a day."""

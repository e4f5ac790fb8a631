"""copydesk inside other tools: Scrapy, pandas and polars. Whoever uses a tool imports its module."""

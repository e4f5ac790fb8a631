"""What spark-submit runs: it wants a file, and this is one.

spark-submit copydesk_spark.py --field text=body s3a://crawl/texts/ s3a://crawl/checked/
"""

from checks.commands.spark import main

main()

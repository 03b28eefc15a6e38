#!/bin/sh
echo "$GREETING, $1! I was saved by an old Docker, and I still run."

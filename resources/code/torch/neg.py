lambda x: -x

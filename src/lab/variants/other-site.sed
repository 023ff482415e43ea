# Other addresses and names, same set-up; for scenarios with a pre-shared key (the certificates keep their names).
s/\<10\.1\.0\>/10.61.7/g
s/\<10\.1\.1\>/10.61.8/g
s/\<10\.2\.0\>/10.88.40/g
s/\<203\.0\.113\>/198.18.5/g
s/\<203:0:113\>/198:18:5/g
s/\<198\.51\.100\>/198.19.77/g
s/site-to-site/muc-office/g
s/net-net/lan-lan/g
s/\<left\.example\.org\>/muc.vpn.example.net/g
s/\<right\.example\.org\>/fra.vpn.example.net/g

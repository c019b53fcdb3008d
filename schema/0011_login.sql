-- Nothing yet: the place of the log-in among migrations that were numbered beforehand.

update setting set value = value where name = '';

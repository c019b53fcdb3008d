-- Kept free for the feature that comes here, so that the numbers follow each other.
update setting set value = value where name = '';

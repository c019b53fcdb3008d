-- Most lines of the access log are of lists, without a single client: those are not in the index.
-- destructive: only an index goes, and comes back

drop index access_log_client;
create index access_log_client on access_log (client_id, id) where client_id is not null;

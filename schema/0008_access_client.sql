-- Most lines of the access log are of lists, without a single client: those are not in the index.

drop index access_log_client;
create index access_log_client on access_log (client_id, id) where client_id is not null;

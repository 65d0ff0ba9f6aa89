do $$ begin execute format('alter database %I set timezone = %L', current_database(), 'Asia/Tokyo'); execute format('alter database %I set datestyle = %L', current_database(), 'German'); end $$;

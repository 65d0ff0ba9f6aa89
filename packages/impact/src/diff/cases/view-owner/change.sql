alter view roster owner to app_reader;

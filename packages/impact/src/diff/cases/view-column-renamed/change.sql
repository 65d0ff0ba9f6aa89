alter view roster rename column name to full_name;

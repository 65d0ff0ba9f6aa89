alter type status rename value 'draft' to 'new';

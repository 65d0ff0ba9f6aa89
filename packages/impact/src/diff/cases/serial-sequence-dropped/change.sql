drop sequence c_id_seq cascade;

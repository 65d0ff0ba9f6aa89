--
-- PostgreSQL database dump
--

\restrict fYkTPvJ0Yx9Nq

-- Dumped from database version 17.6

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE DATABASE league WITH TEMPLATE = template0 ENCODING = 'UTF8';

\connect league

CREATE TABLE public.players (
    id integer NOT NULL,
    name text DEFAULT 'O''Neal; \ Jr'::text
);

--
-- Data for Name: players
--

COPY public.players (id, name) FROM stdin;
1	Ada; said 'hi
2	\\.not the end
\.

COPY public.players (id, name) FROM stdin;
\.


ALTER TABLE ONLY public.players ADD CONSTRAINT players_pkey PRIMARY KEY (id);

\unrestrict fYkTPvJ0Yx9Nq


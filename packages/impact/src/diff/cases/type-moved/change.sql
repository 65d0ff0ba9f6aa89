create schema league;
alter type status set schema league;

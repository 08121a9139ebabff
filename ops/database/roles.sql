-- The two roles of the portal's database, for psql as a superuser; may be run again.
-- zsa_owner owns the database and every table, and runs the migrations. zsa_portal serves people: it
-- owns nothing, so it can neither change a table nor switch off the triggers that keep the logs.
\set ON_ERROR_STOP on
\getenv owner_password POSTGRES_OWNER_PASSWORD
\getenv portal_password POSTGRES_PORTAL_PASSWORD
SELECT 'CREATE ROLE ' || name || ' LOGIN'
  FROM unnest(ARRAY['zsa_owner', 'zsa_portal']) AS name
 WHERE name NOT IN (SELECT rolname FROM pg_roles) \gexec
ALTER ROLE zsa_owner NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
ALTER ROLE zsa_portal NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS PASSWORD :'portal_password';
ALTER DATABASE :"DBNAME" OWNER TO zsa_owner;
ALTER SCHEMA public OWNER TO zsa_owner;
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE :"DBNAME" TO zsa_portal;
GRANT USAGE ON SCHEMA public TO zsa_portal;
ALTER DEFAULT PRIVILEGES FOR ROLE zsa_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO zsa_portal;
ALTER DEFAULT PRIVILEGES FOR ROLE zsa_owner GRANT USAGE, SELECT ON SEQUENCES TO zsa_portal;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO zsa_portal;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO zsa_portal;

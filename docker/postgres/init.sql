-- Roles and rights of the result database; its tables are made by the job.
-- Run by psql in the database "undertone" when the server starts for the first time. The passwords
-- come from the environment.
\getenv writer_password DATABASE_WRITER_PASSWORD
\getenv reader_password DATABASE_READER_PASSWORD

-- The job: makes the tables and writes them.
CREATE ROLE undertone LOGIN PASSWORD :'writer_password';
-- The dashboard and Grafana: may only read.
CREATE ROLE undertone_reader LOGIN PASSWORD :'reader_password';

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO undertone;
GRANT USAGE ON SCHEMA public TO undertone_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE undertone IN SCHEMA public GRANT SELECT ON TABLES TO undertone_reader;

-- A reader that forgets a transaction or runs an endless query must not hold the job up.
ALTER ROLE undertone_reader SET default_transaction_read_only = on;
ALTER ROLE undertone_reader SET statement_timeout = '30s';
ALTER ROLE undertone_reader SET idle_in_transaction_session_timeout = '60s';

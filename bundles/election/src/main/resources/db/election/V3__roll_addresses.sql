-- Where each voter could be reached when the roll was frozen: who leaves afterwards still votes, and
-- the register may have let their address go. Emptied when the result is declared.
ALTER TABLE election_roll ADD COLUMN email TEXT;
ALTER TABLE election_roll ADD COLUMN postal TEXT;
ALTER TABLE election_roll ADD COLUMN language TEXT;

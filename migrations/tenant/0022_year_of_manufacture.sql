-- Of the type plate; people sort out what is due for replacement by it.
ALTER TABLE equipment ADD COLUMN year_of_manufacture integer;

INSERT INTO wilayah (kode, nama)
VALUES
('99','Nusa'),
('99.01','Kabupaten Selatan');

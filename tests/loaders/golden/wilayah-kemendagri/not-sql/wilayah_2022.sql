kode,nama
99,Nusa

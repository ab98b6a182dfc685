"""RIS files, as EndNote, Mendeley, Web of Science and publishers write them."""

select {{ pantry.shelf() }} as jar

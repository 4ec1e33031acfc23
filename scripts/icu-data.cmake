# Leaves out of ICU's data, 31 MB, what gouji never opens: 30 MB. Included where a static program is linked.
#
# In:  GOUJI_ARCHIVE_icudata, the archive with the whole of it; ICU_VERSION.
# Out: GOUJI_ICU_DATA_SOURCE, assembly with the rest; empty where it cannot be made, and then all of it is linked.
#
# What src/text/ opens by name must stand here: ICU says nothing of what is not there but that it cannot be had.
set(GOUJI_ICU_ITEMS nfkc.nrm nfkc_cf.nrm cnvalias.icu gb18030.cnv)

function(gouji_trim_icu_data)
  set(GOUJI_ICU_DATA_SOURCE "" PARENT_SCOPE)
  string(REGEX MATCH "^[0-9]+" major "${ICU_VERSION}")
  set(name icudt${major}l) # both the file's name and its name inside: ICU looks for nothing else
  set(folder ${CMAKE_BINARY_DIR}/icu)
  set(source ${folder}/${name}_dat.S)
  if(CMAKE_C_BYTE_ORDER STREQUAL "BIG_ENDIAN")
    return()
  endif()
  find_program(GOUJI_ICUPKG icupkg PATHS /usr/sbin /sbin)
  find_program(GOUJI_GENCCODE genccode PATHS /usr/sbin /sbin)
  mark_as_advanced(GOUJI_ICUPKG GOUJI_GENCCODE)
  if(NOT GOUJI_ICUPKG OR NOT GOUJI_GENCCODE OR NOT CMAKE_AR OR NOT CMAKE_OBJCOPY)
    message(STATUS "icupkg, genccode, ar or objcopy is not installed: all of ICU's data will be linked")
    return()
  endif()
  file(REMOVE_RECURSE ${folder})
  file(MAKE_DIRECTORY ${folder}/whole ${folder}/items)
  list(JOIN GOUJI_ICU_ITEMS "\n" items)
  file(WRITE ${folder}/items.txt "${items}\n")
  foreach(step
      "${CMAKE_AR};x;${GOUJI_ARCHIVE_icudata}"
      "${CMAKE_OBJCOPY};-O;binary;--only-section=.rodata;${name}_dat.o;whole/${name}.dat"
      "${GOUJI_ICUPKG};-d;items;-x;items.txt;whole/${name}.dat"
      "${GOUJI_ICUPKG};-s;items;-a;items.txt;new;${name}.dat"
      "${GOUJI_GENCCODE};-a;gcc;-e;icudt${major};-d;.;${name}.dat")
    execute_process(COMMAND ${step} WORKING_DIRECTORY ${folder} RESULT_VARIABLE failed OUTPUT_QUIET ERROR_VARIABLE why)
    if(failed)
      message(WARNING "ICU's data cannot be trimmed, all of it will be linked: ${step}: ${why}")
      return()
    endif()
  endforeach()
  file(REMOVE_RECURSE ${folder}/whole ${folder}/items ${folder}/${name}_dat.o)
  set(GOUJI_ICU_DATA_SOURCE ${source} PARENT_SCOPE)
endfunction()
gouji_trim_icu_data()

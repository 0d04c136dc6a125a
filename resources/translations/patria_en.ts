<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="id">
<context>
    <name>Advice</name>
    <message>
        <source>Saran kategori</source>
        <translation>Suggested category</translation>
    </message>
    <message>
        <source>Saran keparahan</source>
        <translation>Suggested severity</translation>
    </message>
</context>
<context>
    <name>Alarm</name>
    <message numerus="yes">
        <source>%Ln kritis baru</source>
        <translation>
            <numerusform>%Ln new critical</numerusform>
            <numerusform>%Ln new critical</numerusform>
        </translation>
    </message>
    <message>
        <source>tanpa suara</source>
        <translation>no sound</translation>
    </message>
    <message>
        <source>bisu {minutes} mnt</source>
        <translation>muted {minutes} min</translation>
    </message>
    <message>
        <source>Suara dibisukan, {minutes} mnt lagi</source>
        <translation>Sound muted, {minutes} min left</translation>
    </message>
    <message>
        <source>Tidak ada perangkat suara: kejadian kritis hanya terlihat, tidak terdengar</source>
        <translation>No sound device: critical incidents are only seen, not heard</translation>
    </message>
    <message>
        <source>Suara menyala</source>
        <translation>Sound on</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Lihat yang nyata</source>
        <translation>See the real ones</translation>
    </message>
    <message numerus="yes">
        <source>Laporan NYATA masuk: %n</source>
        <translation>
            <numerusform>%n REAL report came in</numerusform>
            <numerusform>%n REAL reports came in</numerusform>
        </translation>
    </message>
    <message>
        <source>Bukan kejadian nyata</source>
        <translation>Not a real incident</translation>
    </message>
    <message>
        <source>LATIHAN</source>
        <translation>EXERCISE</translation>
    </message>
</context>
<context>
    <name>Border</name>
    <message>
        <source>Diterima {0} pukul {1}; boleh ditandai di luar kota.</source>
        <translation>{0} accepted at {1}; may be marked outside the city.</translation>
    </message>
    <message>
        <source>Menunggu {0} menerima, diserahkan {1} yang lalu.</source>
        <translation>Waiting for {0} to accept, handed over {1} ago.</translation>
    </message>
    <message>
        <source>{0} di luar kota, {1}: wilayah {2}. {3} menyerahkannya.</source>
        <translation>{0} outside the city, {1}: area of {2}. {3} hands it over.</translation>
    </message>
    <message>
        <source>Dekat batas kota, {1}: di seberangnya {2}. {3} menyerahkannya.</source>
        <translation>Near the city&apos;s border, {1}: across it is {2}. {3} hands it over.</translation>
    </message>
    <message>
        <source>sisi utara</source>
        <translation>north side</translation>
    </message>
    <message>
        <source>sisi timur</source>
        <translation>east side</translation>
    </message>
    <message>
        <source>sisi selatan</source>
        <translation>south side</translation>
    </message>
    <message>
        <source>sisi barat</source>
        <translation>west side</translation>
    </message>
    <message>
        <source>Pilih kejadian dahulu.</source>
        <translation>Select an incident first.</translation>
    </message>
    <message>
        <source>Hanya pengawas yang dapat menyerahkannya.</source>
        <translation>Only a supervisor can hand it over.</translation>
    </message>
    <message>
        <source>Letaknya tidak di dekat atau di luar batas kota.</source>
        <translation>It is neither near nor outside the city&apos;s border.</translation>
    </message>
    <message>
        <source>bersama OPD kota</source>
        <translation>together with the city&apos;s agencies</translation>
    </message>
    <message>
        <source>{0} saja</source>
        <translation>{0} alone</translation>
    </message>
    <message>
        <source>Laporan di batas wilayah, mohon ditangani: {0}.</source>
        <translation>Report at the border, please handle it: {0}.</translation>
    </message>
    <message>
        <source>Serahkan kepada {0}? Tetap terlihat di sini sampai diterima.</source>
        <translation>Hand over to {0}? It stays visible here until accepted.</translation>
    </message>
    <message>
        <source>Serahkan</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Pesan (boleh kosong)</source>
        <translation>Message (may be empty)</translation>
    </message>
</context>
<context>
    <name>Caller</name>
    <message>
        <source>belum pernah menelepon</source>
        <translation>has never called</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>Patria</source>
        <translation>Patria</translation>
    </message>
    <message>
        <source>Operator / Pengawas</source>
        <translation>Operator / Supervisor</translation>
    </message>
    <message>
        <source>Dinding</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>Pimpinan</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Serah terima</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>Ingat pilihan ini di komputer ini</source>
        <translation>Remember this choice on this computer</translation>
    </message>
    <message>
        <source>Layar ini dipakai untuk apa?</source>
        <translation>What is this screen for?</translation>
    </message>
    <message>
        <source>Untuk pergantian regu: apa yang terbuka, ditegaskan ulang penerima, ditandatangani kedua pengawas; dan log regu.</source>
        <translation>For the change of shift: what is open, restated by the receiver, signed by both supervisors; and the shift log.</translation>
    </message>
    <message>
        <source>Untuk wali kota dan sekda, juga dari jauh lewat sambungan lemah: keadaan dalam satu layar, perintah dan sampai di mana perintah itu.</source>
        <translation>For the mayor and the secretary, also from afar over a weak link: the situation on one screen, orders and how far each has come.</translation>
    </message>
    <message>
        <source>Patria · {city}</source>
        <translation>Patria · {city}</translation>
    </message>
    <message>
        <source>Bisa diganti kapan saja: patria --role dispatch, wall, leader, handover</source>
        <translation>Can be changed at any time: patria --role dispatch, wall, leader, handover</translation>
    </message>
    <message>
        <source>Meja kerja di ruang 112: terima laporan, antrean, klaim, penugasan OPD, peta. Semuanya bisa lewat papan ketik.</source>
        <translation>A desk in the 112 room: take reports, queue, claims, assigning agencies, map. Everything can be done by keyboard.</translation>
    </message>
    <message>
        <source>Untuk layar besar di ruang kendali: apa yang terburuk, di mana, sejak kapan, siapa yang menangani. Tanpa kursor dan tanpa data pelapor.</source>
        <translation>For the large screen of the room: what is worst, where, since when, who has it. No pointer and no reporters&apos; data.</translation>
    </message>
</context>
<context>
    <name>Closing</name>
    <message>
        <source>Bukti yang Anda kirim diperiksa oleh orang lain.</source>
        <translation>Proof you sent is checked by somebody else.</translation>
    </message>
    <message>
        <source>petugas tidak disebut</source>
        <translation>officer not named</translation>
    </message>
    <message>
        <source>jarak tidak diketahui</source>
        <translation>distance not known</translation>
    </message>
    <message>
        <source>{0} dari titik</source>
        <translation>{0} from the point</translation>
    </message>
    <message>
        <source>Bukti kejadian {0}: {1}</source>
        <translation>Proof for incident {0}: {1}</translation>
    </message>
    <message>
        <source>Terpilih diperiksa. {0}</source>
        <translation>Picked for a check. {0}</translation>
    </message>
    <message>
        <source>diterima {0}, {1}</source>
        <translation>accepted {0}, {1}</translation>
    </message>
    <message>
        <source>ditolak {0}, {1}</source>
        <translation>rejected {0}, {1}</translation>
    </message>
    <message>
        <source>Janji kepada pelapor {0} terlewat {1}: “{2}”</source>
        <translation>Promise to reporter {0} overdue by {1}: “{2}”</translation>
    </message>
    <message>
        <source>Janji kepada pelapor {0} tinggal {1}: “{2}”</source>
        <translation>Promise to reporter {0} due in {1}: “{2}”</translation>
    </message>
    <message>
        <source>Tidak ada tenggat yang berjalan untuk dijeda.</source>
        <translation>No deadline is running that could be paused.</translation>
    </message>
    <message>
        <source>Jeda jam karena apa? Orang lain yang memutuskan.</source>
        <translation>Why pause the clock? Somebody else decides.</translation>
    </message>
    <message>
        <source>Minta jeda</source>
        <translation>Ask for a pause</translation>
    </message>
    <message>
        <source>Alasan, misalnya: menunggu suku cadang sampai Rabu</source>
        <translation>Reason, for instance: waiting for spare parts until Wednesday</translation>
    </message>
    <message>
        <source>Jeda yang Anda minta harus diputuskan oleh orang lain.</source>
        <translation>A pause you asked for must be decided by somebody else.</translation>
    </message>
    <message>
        <source>Menolak perlu alasan.</source>
        <translation>Rejecting needs a reason.</translation>
    </message>
    <message>
        <source>{0} meminta jeda ({1}): “{2}”</source>
        <translation>{0} asks for a pause ({1}): “{2}”</translation>
    </message>
    <message>
        <source>Putuskan</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>Setujui, tenggat berhenti</source>
        <translation>Agree, the deadline stops</translation>
    </message>
    <message>
        <source>Tolak</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>Alasan (wajib bila menolak)</source>
        <translation>Reason (required to reject)</translation>
    </message>
    <message>
        <source>Lanjutkan jam? Waktu jeda diberikan kembali pada tenggat.</source>
        <translation>Let the clock run again? The paused time is given back to the deadline.</translation>
    </message>
    <message>
        <source>Lanjutkan</source>
        <translation>Resume</translation>
    </message>
    <message>
        <source>Catatan (boleh kosong)</source>
        <translation>Note (may be empty)</translation>
    </message>
    <message>
        <source>Terima bukti ini? Nama Anda dicatat.</source>
        <translation>Accept this proof? Your name is recorded.</translation>
    </message>
    <message>
        <source>Tolak bukti ini? OPD menerima kata-kata Anda.</source>
        <translation>Reject this proof? The agency receives your words.</translation>
    </message>
    <message>
        <source>Terima</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>Bagaimana Anda memeriksanya</source>
        <translation>How you checked it</translation>
    </message>
    <message>
        <source>Apa yang kurang</source>
        <translation>What is missing</translation>
    </message>
    <message>
        <source>Peran Anda tidak boleh melakukan ini.</source>
        <translation>Your role may not do this.</translation>
    </message>
    <message numerus="yes">
        <source>Pelapor: %n laporan akan mendengar</source>
        <translation>
            <numerusform>Reporter: %n report will hear of it</numerusform>
            <numerusform>Reporters: %n reports will hear of it</numerusform>
        </translation>
    </message>
    <message>
        <source>Janji: “{0}”</source>
        <translation>Promise: “{0}”</translation>
    </message>
    <message>
        <source>Simpan</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Kata-kata untuk pelapor, atau catatan</source>
        <translation>Words for the reporter, or a note</translation>
    </message>
    <message>
        <source>Janji: ditepati dalam berapa menit (contoh 120)</source>
        <translation>Promise: to be kept within how many minutes (for instance 120)</translation>
    </message>
    <message>
        <source>Kabari pelapor</source>
        <translation>Tell the reporter</translation>
    </message>
    <message>
        <source>Catat janji</source>
        <translation>Record promise</translation>
    </message>
    <message>
        <source>Janji ditepati</source>
        <translation>Promise kept</translation>
    </message>
    <message>
        <source>Janji tidak ditepati</source>
        <translation>Promise not kept</translation>
    </message>
    <message>
        <source>Pilih kejadian dahulu.</source>
        <translation>Select an incident first.</translation>
    </message>
    <message>
        <source>Pilih salah satu.</source>
        <translation>Choose one.</translation>
    </message>
    <message>
        <source>Tulis kata-katanya dahulu.</source>
        <translation>Write the words first.</translation>
    </message>
    <message>
        <source>Tulis menit sebagai angka: kapan janji ini harus ditepati.</source>
        <translation>Write the minutes as a number: when this promise must be kept.</translation>
    </message>
    <message>
        <source>Foto sedang diambil…</source>
        <translation>Fetching the photo…</translation>
    </message>
    <message>
        <source>Foto {0} dari {1}</source>
        <translation>Photo {0} of {1}</translation>
    </message>
    <message>
        <source>Esc menutup</source>
        <translation>Esc closes</translation>
    </message>
    <message>
        <source>← → foto lain · Esc menutup</source>
        <translation>← → other photos · Esc closes</translation>
    </message>
    <message>
        <source>Jam pernah dijeda {0}; tenggat sudah disesuaikan.</source>
        <translation>The clock was paused for {0}; the deadline is adjusted.</translation>
    </message>
    <message>
        <source>Jam dijeda {0} · {1}</source>
        <translation>Clock paused {0} · {1}</translation>
    </message>
    <message>
        <source>diminta {0}, disetujui {1}</source>
        <translation>asked by {0}, approved by {1}</translation>
    </message>
    <message>
        <source>Jeda diminta {0} lalu · {1}</source>
        <translation>Pause asked for {0} ago · {1}</translation>
    </message>
    <message>
        <source>diminta {0}, menunggu putusan orang lain</source>
        <translation>asked by {0}, waiting for somebody else to decide</translation>
    </message>
    <message>
        <source>Tutup daftar</source>
        <translation>Close the list</translation>
    </message>
    <message>
        <source>Janji kepada pelapor</source>
        <translation>Promises to reporters</translation>
    </message>
    <message>
        <source>ditepati</source>
        <translation>kept</translation>
    </message>
    <message>
        <source>tidak ditepati</source>
        <translation>not kept</translation>
    </message>
    <message>
        <source>terlewat {0} (janji {1})</source>
        <translation>overdue by {0} (promised {1})</translation>
    </message>
    <message>
        <source>{0} lagi ({1})</source>
        <translation>{0} left ({1})</translation>
    </message>
    <message>
        <source>Belum ada bukti untuk kejadian ini.</source>
        <translation>No proof for this incident yet.</translation>
    </message>
    <message>
        <source>tidak ada yang mencurigakan</source>
        <translation>nothing suspicious</translation>
    </message>
    <message>
        <source>menunggu pemeriksaan pihak luar</source>
        <translation>waiting for a check from outside</translation>
    </message>
    <message>
        <source>diterima</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>ditolak</source>
        <translation>rejected</translation>
    </message>
    <message>
        <source>Bukti</source>
        <translation>Proof</translation>
    </message>
    <message>
        <source>Baru selesai dengan bukti: foto, tempat, waktu, dan petugas.</source>
        <translation>Only done with proof: photo, place, time and officer.</translation>
    </message>
    <message>
        <source>Kirim bukti</source>
        <translation>File proof</translation>
    </message>
    <message>
        <source>Apa yang dapat dan tidak dapat ditemukan</source>
        <translation>What can and cannot be found</translation>
    </message>
    <message>
        <source>Foto {0}: </source>
        <translation>Photo {0}: </translation>
    </message>
    <message>
        <source>Terima bukti</source>
        <translation>Accept proof</translation>
    </message>
    <message>
        <source>Perbesar dan bandingkan</source>
        <translation>Enlarge and compare</translation>
    </message>
    <message>
        <source>Foto {0}</source>
        <translation>Photo {0}</translation>
    </message>
    <message>
        <source>mencurigakan</source>
        <translation>suspicious</translation>
    </message>
    <message>
        <source>tidak ada</source>
        <translation>none</translation>
    </message>
    <message>
        <source>memuat…</source>
        <translation>loading…</translation>
    </message>
</context>
<context>
    <name>Command</name>
    <message>
        <source>Bilah perintah</source>
        <translation>Command bar</translation>
    </message>
    <message>
        <source>/  perintah, cari kejadian, OPD, jalan…</source>
        <translation>/  command, find an incident, agency, street…</translation>
    </message>
    <message>
        <source>[nomor] [alasan]</source>
        <translation>[number] [reason]</translation>
    </message>
    <message>
        <source>menjadi penanggung jawab</source>
        <translation>become responsible</translation>
    </message>
    <message>
        <source>melepas klaim</source>
        <translation>release the claim</translation>
    </message>
    <message>
        <source>OPD, OPD: tugas</source>
        <translation>AGENCY, AGENCY: task</translation>
    </message>
    <message>
        <source>menugaskan OPD</source>
        <translation>assign agencies</translation>
    </message>
    <message>
        <source>status [catatan]</source>
        <translation>status [note]</translation>
    </message>
    <message>
        <source>mengubah status</source>
        <translation>change the status</translation>
    </message>
    <message>
        <source>alasan</source>
        <translation>reason</translation>
    </message>
    <message>
        <source>keparahan menjadi kritis</source>
        <translation>severity becomes critical</translation>
    </message>
    <message>
        <source>keparahan menjadi tinggi</source>
        <translation>severity becomes high</translation>
    </message>
    <message>
        <source>keparahan menjadi sedang</source>
        <translation>severity becomes medium</translation>
    </message>
    <message>
        <source>keparahan menjadi rendah</source>
        <translation>severity becomes low</translation>
    </message>
    <message>
        <source>nama</source>
        <translation>name</translation>
    </message>
    <message>
        <source>mengubah kategori</source>
        <translation>change the category</translation>
    </message>
    <message>
        <source>teks</source>
        <translation>text</translation>
    </message>
    <message>
        <source>menulis catatan di linimasa</source>
        <translation>write a note on the timeline</translation>
    </message>
    <message>
        <source>[alasan]</source>
        <translation>[reason]</translation>
    </message>
    <message>
        <source>laporan iseng</source>
        <translation>prank report</translation>
    </message>
    <message>
        <source>panggilan kosong</source>
        <translation>ghost call</translation>
    </message>
    <message>
        <source>hanya informasi</source>
        <translation>information only</translation>
    </message>
    <message>
        <source>di luar kota</source>
        <translation>outside the city</translation>
    </message>
    <message>
        <source>laporan yang benar</source>
        <translation>genuine report</translation>
    </message>
    <message>
        <source>tepat waktu, lewat tenggat, dan jeda</source>
        <translation>on time, overdue, and pauses</translation>
    </message>
    <message>
        <source>2026-10 · bulan-lalu</source>
        <translation>2026-10 · last-month</translation>
    </message>
    <message>
        <source>laporan berkala ke folder dokumen</source>
        <translation>a report about a period, to the documents folder</translation>
    </message>
    <message>
        <source>hanya kejadian dengan janji yang belum selesai</source>
        <translation>only incidents with a promise still open</translation>
    </message>
    <message>
        <source>Membuka kembali perlu catatan: status terbuka CATATAN</source>
        <translation>Reopening needs a note: status open NOTE</translation>
    </message>
    <message>
        <source>nomor [alasan]</source>
        <translation>number [reason]</translation>
    </message>
    <message>
        <source>gabung ke kejadian itu</source>
        <translation>merge into that incident</translation>
    </message>
    <message>
        <source>kata</source>
        <translation>word</translation>
    </message>
    <message>
        <source>mencari di antrean</source>
        <translation>search the queue</translation>
    </message>
    <message>
        <source>mencatat laporan baru</source>
        <translation>take a new report</translation>
    </message>
    <message>
        <source>memulai, mengakhiri atau melihat latihan</source>
        <translation>start, end or view an exercise</translation>
    </message>
    <message>
        <source>tampilan peta</source>
        <translation>map view</translation>
    </message>
    <message>
        <source>gelap atau terang</source>
        <translation>dark or light</translation>
    </message>
    <message>
        <source>bahasa layar</source>
        <translation>language of the screen</translation>
    </message>
    <message>
        <source>membuka atau menutup jendela dinding</source>
        <translation>open or close the wall window</translation>
    </message>
    <message>
        <source>bunyi kejadian kritis</source>
        <translation>sound of critical incidents</translation>
    </message>
    <message>
        <source>semua tombol</source>
        <translation>all keys</translation>
    </message>
    <message>
        <source>mencari “{0}” di antrean</source>
        <translation>search the queue for “{0}”</translation>
    </message>
    <message>
        <source>Tidak ada kejadian nomor {0}.</source>
        <translation>There is no incident number {0}.</translation>
    </message>
    <message>
        <source>Pilih kejadian dahulu, atau sebut nomornya.</source>
        <translation>Select an incident first, or give its number.</translation>
    </message>
    <message>
        <source>Tulis alasannya: {0} ALASAN</source>
        <translation>Write the reason: {0} REASON</translation>
    </message>
    <message>
        <source>Tulis catatannya: catatan TEKS</source>
        <translation>Write the note: note TEXT</translation>
    </message>
    <message>
        <source>OPD “{0}” tidak ada di paket kota.</source>
        <translation>The agency “{0}” is not in the city pack.</translation>
    </message>
    <message>
        <source>Sebut OPD-nya: tugaskan OPD, OPD: TUGAS</source>
        <translation>Name the agencies: assign AGENCY, AGENCY: TASK</translation>
    </message>
    <message>
        <source>Status yang ada: {0}.</source>
        <translation>Statuses there are: {0}.</translation>
    </message>
    <message>
        <source>Kategori “{0}” tidak dikenal.</source>
        <translation>The category “{0}” is not known.</translation>
    </message>
    <message>
        <source>Sebut nomornya: duplikat NOMOR</source>
        <translation>Give its number: duplicate NUMBER</translation>
    </message>
    <message>
        <source>Kejadian tidak bisa menjadi duplikat dirinya sendiri.</source>
        <translation>An incident cannot be a duplicate of itself.</translation>
    </message>
    <message>
        <source>{0}: pilih {1}.</source>
        <translation>{0}: choose {1}.</translation>
    </message>
</context>
<context>
    <name>Commander</name>
    <message>
        <source>Peran Anda tidak boleh melakukan ini.</source>
        <translation>Your role may not do this.</translation>
    </message>
    <message>
        <source>Ini hanya bisa saat tersambung. Ulangi setelah sambungan kembali.</source>
        <translation>This needs the link. Repeat it when the link is back.</translation>
    </message>
    <message>
        <source>Isinya terlalu panjang untuk dikirim.</source>
        <translation>It is too long to be sent.</translation>
    </message>
    <message>
        <source>Tidak tersimpan di disk, maka tidak dikirim. Periksa ruang disk.</source>
        <translation>It could not be stored on disk, so it was not sent. Check the disk space.</translation>
    </message>
    <message>
        <source>Tidak terkirim sampai batas waktunya. Kirim lagi atau buang.</source>
        <translation>Not sent within its time. Send it again or drop it.</translation>
    </message>
</context>
<context>
    <name>ContactEditor</name>
    <message>
        <source>Kontak dan piket OPD</source>
        <translation>Agency contacts and duty</translation>
    </message>
    <message>
        <source>Kontak</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>Jadwal piket</source>
        <translation>Duty roster</translation>
    </message>
    <message>
        <source>Tutup</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Jenis saluran</source>
        <translation>Kind of channel</translation>
    </message>
    <message>
        <source>Nomor atau alamat</source>
        <translation>Number or address</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Catatan saluran</source>
        <translation>Note on the channel</translation>
    </message>
    <message>
        <source>Naikkan urutan</source>
        <translation>Move up</translation>
    </message>
    <message>
        <source>Hapus saluran</source>
        <translation>Delete channel</translation>
    </message>
    <message>
        <source>Kontak OPD ini</source>
        <translation>Contacts of this agency</translation>
    </message>
    <message>
        <source>Nama atau sebutan, misalnya Regu 2</source>
        <translation>Name or designation, for instance Shift 2</translation>
    </message>
    <message>
        <source>Jabatan, misalnya Petugas piket</source>
        <translation>Position, for instance Duty officer</translation>
    </message>
    <message>
        <source>Urutan dihubungi (1 lebih dahulu)</source>
        <translation>Order of contacting (1 comes first)</translation>
    </message>
    <message>
        <source>Catatan (boleh kosong)</source>
        <translation>Note (may be empty)</translation>
    </message>
    <message>
        <source>+ saluran</source>
        <translation>+ channel</translation>
    </message>
    <message>
        <source>Simpan kontak</source>
        <translation>Save contact</translation>
    </message>
    <message>
        <source>Hapus kontak</source>
        <translation>Delete contact</translation>
    </message>
    <message>
        <source>+ kontak baru</source>
        <translation>+ new contact</translation>
    </message>
    <message>
        <source>Disimpan begitu server menerimanya.</source>
        <translation>Saved as soon as the server accepts it.</translation>
    </message>
    <message>
        <source>urutan</source>
        <translation>order</translation>
    </message>
    <message>
        <source>Isi nama atau sebutan kontaknya.</source>
        <translation>Enter the contact&apos;s name or designation.</translation>
    </message>
    <message>
        <source>Urutan ditulis sebagai angka.</source>
        <translation>Write the order as a number.</translation>
    </message>
    <message>
        <source>Paling banyak 12 saluran untuk satu kontak.</source>
        <translation>At most 12 channels for one contact.</translation>
    </message>
    <message>
        <source>Alamat yang diubah menjadi belum diverifikasi lagi.</source>
        <translation>A changed address becomes unverified again.</translation>
    </message>
    <message>
        <source>Siapa yang piket</source>
        <translation>Who is on duty</translation>
    </message>
    <message>
        <source>Jenis piket</source>
        <translation>Kind of duty</translation>
    </message>
    <message>
        <source>Mulai: 18.00 atau 22-11 18.00</source>
        <translation>From: 18.00 or 22-11 18.00</translation>
    </message>
    <message>
        <source>Selesai: 06.00</source>
        <translation>Until: 06.00</translation>
    </message>
    <message>
        <source>Catatan, misalnya: menggantikan Budi</source>
        <translation>Note, for instance: standing in for Budi</translation>
    </message>
    <message>
        <source>Tambah piket</source>
        <translation>Add duty</translation>
    </message>
    <message>
        <source>{0} piket {1} sampai {2}: disimpan begitu server menerimanya.</source>
        <translation>{0} on duty {1} until {2}: saved as soon as the server accepts it.</translation>
    </message>
    <message>
        <source>Isi kontaknya dahulu, baru jadwal piketnya.</source>
        <translation>Enter the contact first, then the duty.</translation>
    </message>
    <message>
        <source>Mulai: tulis jam, misalnya 18.00, atau hari dan jam, 22-11 18.00.</source>
        <translation>From: write a time, for instance 18.00, or day and time, 22-11 18.00.</translation>
    </message>
    <message>
        <source>Selesai: tulis jam, misalnya 06.00, atau hari dan jam.</source>
        <translation>Until: write a time, for instance 06.00, or day and time.</translation>
    </message>
    <message>
        <source>Piket harus selesai setelah mulai.</source>
        <translation>Duty must end after it begins.</translation>
    </message>
    <message>
        <source>Hapus piket {0}</source>
        <translation>Delete duty {0}</translation>
    </message>
    <message>
        <source>Belum ada jadwal piket yang akan datang.</source>
        <translation>No duty is coming up.</translation>
    </message>
</context>
<context>
    <name>Contacts</name>
    <message>
        <source>OPD utama</source>
        <translation>lead agency</translation>
    </message>
    <message>
        <source>pendukung</source>
        <translation>supporting</translation>
    </message>
    <message>
        <source>disarankan</source>
        <translation>suggested</translation>
    </message>
    <message>
        <source>nomor belum diisi · belum diverifikasi</source>
        <translation>number not entered · not verified</translation>
    </message>
    <message>
        <source>{who} piket s.d. {until}</source>
        <translation>{who} on duty until {until}</translation>
    </message>
    <message>
        <source>untuk {who}</source>
        <translation>for {who}</translation>
    </message>
    <message>
        <source>tidak ada yang piket · jadwal sudah habis</source>
        <translation>nobody on duty · the roster has run out</translation>
    </message>
    <message>
        <source>tidak ada yang piket · berikutnya {who}, {when}</source>
        <translation>nobody on duty · next {who}, {when}</translation>
    </message>
    <message>
        <source>baru saja</source>
        <translation>just now</translation>
    </message>
    <message>
        <source>{0} lalu</source>
        <translation>{0} ago</translation>
    </message>
    <message>
        <source>terverifikasi {0}</source>
        <translation>verified {0}</translation>
    </message>
    <message>
        <source>jawab terakhir {0}</source>
        <translation>last answered {0}</translation>
    </message>
    <message numerus="yes">
        <source>belum pernah menjawab, %n kali dihubungi</source>
        <translation>
            <numerusform>never answered, contacted %n time</numerusform>
            <numerusform>never answered, contacted %n times</numerusform>
        </translation>
    </message>
    <message>
        <source>belum pernah dihubungi</source>
        <translation>never contacted</translation>
    </message>
    <message numerus="yes">
        <source>menjawab: median {median} · p90 {p90} (%n jawaban)</source>
        <translation>
            <numerusform>answers: median {median} · p90 {p90} (%n answer)</numerusform>
            <numerusform>answers: median {median} · p90 {p90} (%n answers)</numerusform>
        </translation>
    </message>
    <message>
        <source>jawab {0}</source>
        <translation>answered {0}</translation>
    </message>
    <message>
        <source>gagal {when}</source>
        <translation>failed {when}</translation>
    </message>
    <message>
        <source>dikirim {0}, belum dijawab</source>
        <translation>sent {0}, not answered yet</translation>
    </message>
    <message numerus="yes">
        <source>uji {when}: {reached} dari %n saluran menerima</source>
        <translation>
            <numerusform>test {when}: {reached} of %n channel reached</numerusform>
            <numerusform>test {when}: {reached} of %n channels reached</numerusform>
        </translation>
    </message>
    <message>
        <source>, {0} menunggu</source>
        <translation>, {0} waiting</translation>
    </message>
    <message>
        <source>, {0} harus dihubungi sendiri</source>
        <translation>, {0} to be contacted by hand</translation>
    </message>
    <message>
        <source>, percobaan ke-{0}</source>
        <translation>, attempt {0}</translation>
    </message>
    <message>
        <source>, diulang {0}</source>
        <translation>, repeated {0}</translation>
    </message>
    <message>
        <source>{0}, {1}: bagaimana hasilnya?</source>
        <translation>{0}, {1}: how did it go?</translation>
    </message>
    <message>
        <source>Catat</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Kata mereka, persis seperti diucapkan</source>
        <translation>Their words, exactly as spoken</translation>
    </message>
    <message>
        <source>Detik sampai dijawab (boleh kosong)</source>
        <translation>Seconds until answered (may be empty)</translation>
    </message>
    <message>
        <source>Mereka menerima penugasan ini</source>
        <translation>They accept this assignment</translation>
    </message>
    <message>
        <source>Pilih hasilnya.</source>
        <translation>Choose how it went.</translation>
    </message>
    <message>
        <source>Detik sampai dijawab hanya untuk yang dijawab.</source>
        <translation>Seconds until answered are only for answered calls.</translation>
    </message>
    <message>
        <source>Tulis detik sebagai angka, paling banyak 3600, atau kosongkan.</source>
        <translation>Write the seconds as a number, at most 3600, or leave it empty.</translation>
    </message>
    <message>
        <source>Pengakuan perlu jawaban dan kata mereka sendiri.</source>
        <translation>An acceptance needs an answer and their own words.</translation>
    </message>
    <message numerus="yes">
        <source>+%n saluran</source>
        <translation>
            <numerusform>+%n channel</numerusform>
            <numerusform>+%n channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pengiriman gagal, → rincian</source>
        <translation>
            <numerusform>%n delivery failed, → details</numerusform>
            <numerusform>%n deliveries failed, → details</numerusform>
        </translation>
    </message>
    <message>
        <source>piket sekarang</source>
        <translation>on duty now</translation>
    </message>
    <message>
        <source>Pengiriman</source>
        <translation>Deliveries</translation>
    </message>
    <message>
        <source>Hubungi</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Tulis ke</source>
        <translation>Write to</translation>
    </message>
    <message>
        <source>belum diverifikasi</source>
        <translation>not verified</translation>
    </message>
    <message>
        <source>Ubah</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Uji jangkauan</source>
        <translation>Test reach</translation>
    </message>
    <message>
        <source>tanpa tugas</source>
        <translation>no tasks</translation>
    </message>
    <message numerus="yes">
        <source>%n tugas</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n belum diklaim</source>
        <translation>
            <numerusform>%n unclaimed</numerusform>
            <numerusform>%n unclaimed</numerusform>
        </translation>
    </message>
    <message>
        <source>nomor belum diisi</source>
        <translation>number not entered</translation>
    </message>
    <message>
        <source>mitra</source>
        <translation>partner</translation>
    </message>
    <message>
        <source>Kontak OPD</source>
        <translation>Agency contacts</translation>
    </message>
    <message>
        <source>Kontak menyusul sesaat lagi.</source>
        <translation>Contacts follow in a moment.</translation>
    </message>
    <message>
        <source>Paket kota belum memuat OPD. Isi agencies.yaml, lalu mulai ulang.</source>
        <translation>The city pack has no agencies. Fill in agencies.yaml, then restart.</translation>
    </message>
    <message>
        <source>Berkas</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>Masukkan atau keluarkan semua kontak (CSV, vCard)</source>
        <translation>Import or export all contacts (CSV, vCard)</translation>
    </message>
    <message>
        <source>{0} telepon · {1} tulis · → rinci · Enter tugaskan</source>
        <translation>{0} call · {1} write · → details · Enter assigns</translation>
    </message>
    <message>
        <source>{0} ke sini</source>
        <translation>{0} jumps here</translation>
    </message>
    <message>
        <source>OPD ini belum mempunyai saluran seperti itu.</source>
        <translation>This agency has no channel of that kind yet.</translation>
    </message>
    <message>
        <source>jadwal</source>
        <translation>roster</translation>
    </message>
    <message>
        <source>tukar piket</source>
        <translation>duty swapped</translation>
    </message>
    <message>
        <source>pengganti</source>
        <translation>substitute</translation>
    </message>
    <message>
        <source>dijawab</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>tidak diangkat</source>
        <translation>no answer</translation>
    </message>
    <message>
        <source>sibuk</source>
        <translation>busy</translation>
    </message>
    <message>
        <source>salah nomor</source>
        <translation>wrong number</translation>
    </message>
    <message>
        <source>tidak tersambung</source>
        <translation>no connection</translation>
    </message>
    <message>
        <source>antre</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>diserahkan ke penyedia</source>
        <translation>given to the provider</translation>
    </message>
    <message>
        <source>gagal</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>dibuka</source>
        <translation>opened</translation>
    </message>
    <message>
        <source>hubungi sendiri</source>
        <translation>contact by hand</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Tidak ada program di komputer ini untuk {0}. Hubungi sendiri, lalu catat hasilnya.</source>
        <translation>No program on this computer for {0}. Make contact yourself, then record the result.</translation>
    </message>
    <message>
        <source>masukkan</source>
        <translation>import</translation>
    </message>
    <message>
        <source>keluarkan</source>
        <translation>export</translation>
    </message>
    <message>
        <source>Kontak semua OPD sebagai berkas (.csv atau .vcf)</source>
        <translation>Contacts of all agencies as a file (.csv or .vcf)</translation>
    </message>
    <message>
        <source>Masukkan: kontak dengan kode yang sama diganti, yang lain tetap.</source>
        <translation>Import: contacts with the same code are replaced, others stay.</translation>
    </message>
    <message>
        <source>Jalankan</source>
        <translation>Run</translation>
    </message>
    <message>
        <source>Berkas, dengan foldernya</source>
        <translation>File, with its folder</translation>
    </message>
    <message>
        <source>Tulis nama berkasnya.</source>
        <translation>Write the name of the file.</translation>
    </message>
    <message>
        <source>Berkas {0} tidak dapat dibuka: {1}.</source>
        <translation>The file {0} cannot be opened: {1}.</translation>
    </message>
    <message numerus="yes">
        <source>%n kontak ditulis ke {0}.</source>
        <translation>
            <numerusform>%n contact written to {0}.</numerusform>
            <numerusform>%n contacts written to {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kontak dikirim untuk disimpan</source>
        <translation>
            <numerusform>%n contact sent to be saved</numerusform>
            <numerusform>%n contacts sent to be saved</numerusform>
        </translation>
    </message>
    <message>
        <source>, {0} tidak berubah</source>
        <translation>, {0} unchanged</translation>
    </message>
    <message numerus="yes">
        <source>%n baris ditolak, alasannya di {0}</source>
        <translation>
            <numerusform>%n row rejected, reasons in {0}</numerusform>
            <numerusform>%n rows rejected, reasons in {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>Klik tempatnya, atau geser peta dengan panah lalu Enter. Esc batal.</source>
        <translation>Click the place, or move the map with the arrows and press Enter. Esc cancels.</translation>
    </message>
    <message>
        <source>Latihan sedang berjalan. Ketik /latihan untuk melihatnya.</source>
        <translation>An exercise is running. Type /drill to see it.</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>Pilih kejadian dahulu.</source>
        <translation>Select an incident first.</translation>
    </message>
    <message>
        <source>Peran Anda tidak boleh melakukan ini.</source>
        <translation>Your role may not do this.</translation>
    </message>
    <message>
        <source>Pilih sedikitnya satu OPD.</source>
        <translation>Choose at least one agency.</translation>
    </message>
    <message>
        <source>Tenggat: tulis menit sebagai angka, atau kosongkan.</source>
        <translation>Deadline: write the minutes as a number, or leave it empty.</translation>
    </message>
    <message>
        <source>Tugaskan kepada siapa? Yang pertama menjadi OPD utama.</source>
        <translation>Assign to whom? The first becomes the lead agency.</translation>
    </message>
    <message>
        <source>Tugaskan</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>Ketik nama OPD, Enter mengambil, sekali lagi membatalkan</source>
        <translation>Type an agency&apos;s name, Enter takes it, once more takes it back</translation>
    </message>
    <message>
        <source>Tugas dengan kata Anda (boleh kosong)</source>
        <translation>The task in your own words (may be empty)</translation>
    </message>
    <message>
        <source>Tenggat dalam menit (kosong: menurut SLA)</source>
        <translation>Deadline in minutes (empty: by the SLA)</translation>
    </message>
    <message>
        <source>Tampilkan identitas pelapor? Alasan Anda dicatat.</source>
        <translation>Show the reporter&apos;s identity? Your reason is recorded.</translation>
    </message>
    <message>
        <source>Tidak ada saran penugasan untuk kejadian ini.</source>
        <translation>There is no suggested assignment for this incident.</translation>
    </message>
    <message>
        <source>Tampilkan</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Alasan, misalnya: menelepon balik untuk alamat</source>
        <translation>Reason, for instance: calling back for the address</translation>
    </message>
    <message>
        <source>Kejadian ini sudah Anda pegang.</source>
        <translation>You already have this incident.</translation>
    </message>
    <message>
        <source>{0} sedang memegang kejadian ini. Ambil alih?</source>
        <translation>{0} has this incident. Take it over?</translation>
    </message>
    <message>
        <source>Ambil alih</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>Alasan mengambil alih</source>
        <translation>Reason for taking over</translation>
    </message>
    <message>
        <source>Kejadian ini belum dipegang siapa pun.</source>
        <translation>Nobody has this incident.</translation>
    </message>
    <message>
        <source>Lepaskan klaim {0}?</source>
        <translation>Release the claim of {0}?</translation>
    </message>
    <message>
        <source>Lepaskan</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Pilih status.</source>
        <translation>Choose a status.</translation>
    </message>
    <message>
        <source>Membuka kembali perlu catatan.</source>
        <translation>Reopening needs a note.</translation>
    </message>
    <message>
        <source>Status sekarang {0}. Menjadi apa?</source>
        <translation>The status is {0}. What does it become?</translation>
    </message>
    <message>
        <source>Ubah status</source>
        <translation>Change status</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Catatan ini boleh dibaca warga</source>
        <translation>Citizens may read this note</translation>
    </message>
    <message>
        <source>Belum ada yang berubah.</source>
        <translation>Nothing has changed.</translation>
    </message>
    <message>
        <source>Mengubah keparahan perlu alasan.</source>
        <translation>Changing the severity needs a reason.</translation>
    </message>
    <message>
        <source>Ubah keparahan atau kategori (“{0}”)</source>
        <translation>Change severity or category (“{0}”)</translation>
    </message>
    <message>
        <source>Ubah</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Kategori lain: ketik beberapa huruf</source>
        <translation>Another category: type a few letters</translation>
    </message>
    <message>
        <source>Tidak ada kejadian dengan nomor itu.</source>
        <translation>There is no incident with that number.</translation>
    </message>
    <message>
        <source>Itu kejadian ini sendiri.</source>
        <translation>That is this incident itself.</translation>
    </message>
    <message>
        <source>Kejadian ini sama dengan yang mana? Laporannya pindah ke sana.</source>
        <translation>Which incident is this the same as? Its reports move there.</translation>
    </message>
    <message>
        <source>Gabung</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>Nomor kejadian, atau pilih dengan ↓</source>
        <translation>Incident number, or choose with ↓</translation>
    </message>
    <message>
        <source>Alasan (boleh kosong)</source>
        <translation>Reason (may be empty)</translation>
    </message>
    <message numerus="yes">
        <source>Tandai “{0}” dengan %n laporan sebagai {1}?</source>
        <translation>
            <numerusform>Mark “{0}” with %n report as {1}?</numerusform>
            <numerusform>Mark “{0}” with %n reports as {1}?</numerusform>
        </translation>
    </message>
    <message>
        <source>Tandai</source>
        <translation>Mark</translation>
    </message>
    <message>
        <source>Catatan untuk linimasa</source>
        <translation>Note for the timeline</translation>
    </message>
    <message>
        <source>Simpan catatan</source>
        <translation>Save note</translation>
    </message>
    <message>
        <source>Apa yang terjadi, siapa yang mengatakan</source>
        <translation>What happened, who said so</translation>
    </message>
    <message>
        <source>Boleh dibaca warga</source>
        <translation>Citizens may read it</translation>
    </message>
    <message>
        <source>Di mana (kosong: {0})</source>
        <translation>Where (empty: {0})</translation>
    </message>
    <message>
        <source>jam dijeda</source>
        <translation>clock paused</translation>
    </message>
    <message>
        <source>Pilih tempat dari daftar.</source>
        <translation>Choose a place from the list.</translation>
    </message>
    <message>
        <source>Di mana sebenarnya? Sekarang: {0}</source>
        <translation>Where is it really? Now: {0}</translation>
    </message>
    <message>
        <source>Pindahkan</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>Kelurahan, jalan, patokan, atau koordinat</source>
        <translation>Kelurahan, street, landmark, or coordinates</translation>
    </message>
    <message>
        <source>Rincian kejadian</source>
        <translation>Incident details</translation>
    </message>
    <message>
        <source>Pilih kejadian di antrean dengan ↑ ↓ atau klik satu di peta.</source>
        <translation>Select an incident in the queue with ↑ ↓ or click one on the map.</translation>
    </message>
    <message>
        <source>Tanyakan</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>Mungkin sama</source>
        <translation>Possibly the same</translation>
    </message>
    <message>
        <source>Saran</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>Laporan, linimasa dan langkah</source>
        <translation>Reports, timeline and steps</translation>
    </message>
    <message>
        <source>Klaim</source>
        <translation>Claim</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Lepas</source>
        <translation>Release</translation>
    </message>
    <message numerus="yes">
        <source>%n laporan</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
    <message>
        <source>dilihat: {0}</source>
        <translation>viewed by: {0}</translation>
    </message>
    <message>
        <source>tenggat {0}</source>
        <translation>due {0}</translation>
    </message>
    <message>
        <source>belum ditugaskan (saran: {0})</source>
        <translation>not assigned (suggested: {0})</translation>
    </message>
    <message>
        <source>belum ditugaskan</source>
        <translation>not assigned</translation>
    </message>
    <message>
        <source>PJ {0}</source>
        <translation>owner {0}</translation>
    </message>
    <message>
        <source>(basi, {0} tanpa tindakan)</source>
        <translation>(stale, {0} without action)</translation>
    </message>
    <message>
        <source>belum diklaim</source>
        <translation>unclaimed</translation>
    </message>
    <message>
        <source>umur {0}</source>
        <translation>age {0}</translation>
    </message>
    <message>
        <source>Penugasan {0} — “{1}”</source>
        <translation>Assignment {0} — “{1}”</translation>
    </message>
    <message>
        <source>sebelum {0}</source>
        <translation>before {0}</translation>
    </message>
    <message>
        <source>Laporannya sudah digabung ke kejadian lain.</source>
        <translation>Its reports were merged into another incident.</translation>
    </message>
    <message>
        <source>Sambungan terputus: laporan dan linimasa mungkin belum lengkap. Dilengkapi sendiri nanti.</source>
        <translation>The link is down: reports and timeline may be incomplete. They are completed by themselves later.</translation>
    </message>
    <message>
        <source>Laporan dan linimasa sedang diambil…</source>
        <translation>Fetching reports and timeline…</translation>
    </message>
    <message numerus="yes">
        <source>Tampilkan semua, %n laporan</source>
        <translation>
            <numerusform>Show all, %n report</numerusform>
            <numerusform>Show all, %n reports</numerusform>
        </translation>
    </message>
    <message>
        <source>Linimasa</source>
        <translation>Timeline</translation>
    </message>
    <message numerus="yes">
        <source>Tampilkan semua, %n baris</source>
        <translation>
            <numerusform>Show all, %n line</numerusform>
            <numerusform>Show all, %n lines</numerusform>
        </translation>
    </message>
    <message>
        <source>Laporan</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>{0} dari titik</source>
        <translation>{0} from the point</translation>
    </message>
    <message>
        <source>(tanpa teks)</source>
        <translation>(no text)</translation>
    </message>
    <message>
        <source>lampiran: {0}</source>
        <translation>attachment: {0}</translation>
    </message>
    <message numerus="yes">
        <source>%n laporan sebelumnya</source>
        <translation>
            <numerusform>%n earlier report</numerusform>
            <numerusform>%n earlier reports</numerusform>
        </translation>
    </message>
    <message>
        <source>laporan pertamanya</source>
        <translation>their first report</translation>
    </message>
    <message>
        <source>pelapor: {0}</source>
        <translation>reporter: {0}</translation>
    </message>
    <message>
        <source>pelapor: anonim</source>
        <translation>reporter: anonymous</translation>
    </message>
    <message>
        <source>pelapor: ••••, {0}</source>
        <translation>reporter: ••••, {0}</translation>
    </message>
    <message>
        <source>Tampilkan pelapor {0}</source>
        <translation>Show reporter {0}</translation>
    </message>
    <message>
        <source>Karena: {0}</source>
        <translation>Because: {0}</translation>
    </message>
    <message>
        <source>Kurang: {0}</source>
        <translation>Missing: {0}</translation>
    </message>
</context>
<context>
    <name>Dispatch</name>
    <message>
        <source>Patria · Dispatch</source>
        <translation>Patria · Dispatch</translation>
    </message>
    <message>
        <source>antrean</source>
        <translation>queue</translation>
    </message>
    <message>
        <source>peta</source>
        <translation>map</translation>
    </message>
    <message>
        <source>rincian</source>
        <translation>detail</translation>
    </message>
    <message>
        <source>kontak OPD</source>
        <translation>agency contacts</translation>
    </message>
    <message>
        <source>Peta menyusul sesaat lagi.</source>
        <translation>The map follows in a moment.</translation>
    </message>
    <message>
        <source>pilih</source>
        <translation>select</translation>
    </message>
    <message>
        <source>buka</source>
        <translation>open</translation>
    </message>
    <message>
        <source>klaim</source>
        <translation>claim</translation>
    </message>
    <message>
        <source>iseng</source>
        <translation>prank</translation>
    </message>
    <message>
        <source>kosong</source>
        <translation>ghost</translation>
    </message>
    <message>
        <source>duplikat</source>
        <translation>duplicate</translation>
    </message>
    <message>
        <source>semua tombol</source>
        <translation>all keys</translation>
    </message>
</context>
<context>
    <name>Disposition</name>
    <message>
        <source>belum ditinjau</source>
        <translation>not reviewed</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>valid</translation>
    </message>
    <message>
        <source>iseng</source>
        <translation>prank</translation>
    </message>
    <message>
        <source>panggilan kosong</source>
        <translation>ghost call</translation>
    </message>
    <message>
        <source>duplikat</source>
        <translation>duplicate</translation>
    </message>
    <message>
        <source>informasi</source>
        <translation>information</translation>
    </message>
    <message>
        <source>di luar kota</source>
        <translation>outside the city</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Angka yang lebih baru belum dapat diambil: {0}</source>
        <translation>Newer figures could not be fetched yet: {0}</translation>
    </message>
    <message>
        <source>Jawaban server tidak dikenal.</source>
        <translation>The server&apos;s answer is not known.</translation>
    </message>
    <message>
        <source>tanpa OPD</source>
        <translation>no agency</translation>
    </message>
    <message>
        <source>tanpa kategori</source>
        <translation>no category</translation>
    </message>
    <message>
        <source>Angka tenggat</source>
        <translation>Deadline figures</translation>
    </message>
    <message>
        <source>Tepat waktu = ditutup tepat waktu ÷ (ditutup + terbuka yang lewat tenggat). Waktu jeda diberikan kembali pada tenggat, dan bagiannya disebut.</source>
        <translation>On time = closed on time ÷ (closed + open and overdue). Paused time is given back to the deadline, and its share is shown.</translation>
    </message>
    <message>
        <source>Baris angka</source>
        <translation>Rows of figures</translation>
    </message>
    <message>
        <source>{0} ditutup, {1} tepat waktu, {2} terbuka lewat tenggat · jeda {3}</source>
        <translation>{0} closed, {1} on time, {2} open and overdue · paused {3}</translation>
    </message>
    <message>
        <source>{0} sampai {1} {2}</source>
        <translation>{0} to {1} {2}</translation>
    </message>
    <message numerus="yes">
        <source>%n ditutup tanpa tenggat, tidak dihitung</source>
        <translation>
            <numerusform>%n closed without a deadline, not counted</numerusform>
            <numerusform>%n closed without a deadline, not counted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hari</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message>
        <source>Menurut OPD</source>
        <translation>By agency</translation>
    </message>
    <message>
        <source>Menurut kategori</source>
        <translation>By category</translation>
    </message>
    <message>
        <source>kategori</source>
        <translation>category</translation>
    </message>
    <message>
        <source>OPD</source>
        <translation>agency</translation>
    </message>
    <message>
        <source>tepat waktu</source>
        <translation>% on time</translation>
    </message>
    <message>
        <source>ditutup</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>tepat</source>
        <translation>on time</translation>
    </message>
    <message>
        <source>lewat, terbuka</source>
        <translation>late, open</translation>
    </message>
    <message>
        <source>jeda</source>
        <translation>paused</translation>
    </message>
    <message>
        <source>Belum ada yang dapat dihitung dalam rentang ini.</source>
        <translation>Nothing to count in this span yet.</translation>
    </message>
    <message>
        <source>Esc menutup. Rumus dan contoh ada di panduan: sla.</source>
        <translation>Esc closes. Formulas and examples are in the guide: sla.</translation>
    </message>
    <message>
        <source>di samping jam yang sama {0} pekan sebelumnya</source>
        <translation>beside the same hours of {0} earlier weeks</translation>
    </message>
    <message>
        <source>belum ada pekan sebelumnya untuk dibandingkan</source>
        <translation>no earlier week to compare with yet</translation>
    </message>
    <message>
        <source>Sejak {0} sampai {1} · {2}</source>
        <translation>From {0} to {1} · {2}</translation>
    </message>
    <message>
        <source>{0} kejadian · {1} laporan · {2} panggilan dijawab</source>
        <translation>{0} incidents · {1} reports · {2} calls answered</translation>
    </message>
    <message>
        <source>Tiap batang {0}.</source>
        <translation>Each bar {0}.</translation>
    </message>
    <message>
        <source>Biasanya {0} kejadian. Samar: rentang pekan-pekan lalu, putus-putus: mediannya.</source>
        <translation>Usually {0} incidents. Faint: range of earlier weeks, dashed: their median.</translation>
    </message>
    <message>
        <source>Kejadian masuk</source>
        <translation>Incidents received</translation>
    </message>
    <message>
        <source>Belum ada kejadian sejak regu ini mulai.</source>
        <translation>No incident since this shift began.</translation>
    </message>
    <message>
        <source>Tindakan pertama: {0}</source>
        <translation>First action: {0}</translation>
    </message>
    <message>
        <source>● median, ◆ persentil ke-90; berongga: biasanya. n: banyaknya kejadian. Skala logaritma.</source>
        <translation>● median, ◆ 90th percentile; hollow: usual. n: number of incidents. Logarithmic scale.</translation>
    </message>
    <message>
        <source>{0} kejadian lama tidak diingat lagi waktunya.</source>
        <translation>The times of {0} old incidents are no longer remembered.</translation>
    </message>
    <message>
        <source>Lama setiap langkah</source>
        <translation>How long each step took</translation>
    </message>
    <message>
        <source>Belum ada langkah yang tercapai.</source>
        <translation>No step was reached yet.</translation>
    </message>
    <message>
        <source>{0} alarm per operator per 10 menit: {1}</source>
        <translation>{0} alarms per operator per 10 minutes: {1}</translation>
    </message>
    <message>
        <source>Beban alarm (ISA-18.2)</source>
        <translation>Alarm load (ISA-18.2)</translation>
    </message>
    <message>
        <source>Belum ada sepuluh menit yang genap.</source>
        <translation>No window of ten minutes has begun yet.</translation>
    </message>
    <message>
        <source>1 wajar</source>
        <translation>1 acceptable</translation>
    </message>
    <message>
        <source>2 batas</source>
        <translation>2 limit</translation>
    </message>
    <message>
        <source>10 banjir</source>
        <translation>10 flood</translation>
    </message>
    <message>
        <source>banjir</source>
        <translation>flood</translation>
    </message>
    <message>
        <source>n {0} alarm dalam {1} jendela.</source>
        <translation>n {0} alarms in {1} windows.</translation>
    </message>
    <message>
        <source>Puncak {0} pukul {1}; banjir (lebih dari 10) {2} %.</source>
        <translation>Peak {0} at {1}; flood (more than 10) {2} %.</translation>
    </message>
    <message>
        <source>Biasanya {0}.</source>
        <translation>Usually {0}.</translation>
    </message>
    <message>
        <source>Tempat duduk tidak tercatat pada {0} jendela: 1 operator diandaikan.</source>
        <translation>No seat was recorded in {0} windows: 1 operator is assumed.</translation>
    </message>
    <message>
        <source>Rata-rata {0} operator.</source>
        <translation>{0} operators on average.</translation>
    </message>
    <message>
        <source>n {0} kejadian.</source>
        <translation>n {0} incidents.</translation>
    </message>
    <message>
        <source>Putus-putus dan dalam kurung: biasanya.</source>
        <translation>Dashed and in brackets: usual.</translation>
    </message>
    <message>
        <source>Ternyata</source>
        <translation>What they turned out to be</translation>
    </message>
    <message>
        <source>{0} dari {1} sudah diperiksa</source>
        <translation>{0} of {1} reviewed</translation>
    </message>
    <message>
        <source>Belum ada kejadian.</source>
        <translation>No incident yet.</translation>
    </message>
    <message>
        <source>−{0} pkn</source>
        <translation>−{0} wk</translation>
    </message>
    <message>
        <source>kini</source>
        <translation>now</translation>
    </message>
    <message>
        <source>{0} pekan lalu: {1}, n {2}</source>
        <translation>{0} weeks ago: {1}, n {2}</translation>
    </message>
    <message>
        <source>Waktu untuk iseng</source>
        <translation>Time for pranks</translation>
    </message>
    <message>
        <source>{0} hilang</source>
        <translation>{0} lost</translation>
    </message>
    <message>
        <source>Tidak ada waktu yang hilang.</source>
        <translation>No time was lost.</translation>
    </message>
    <message>
        <source>n {0} panggilan iseng atau kosong.</source>
        <translation>n {0} prank or ghost calls.</translation>
    </message>
    <message>
        <source>wajar</source>
        <translation>acceptable</translation>
    </message>
    <message>
        <source>masih tertangani</source>
        <translation>manageable</translation>
    </message>
    <message>
        <source>TERLALU BANYAK</source>
        <translation>TOO MANY</translation>
    </message>
    <message>
        <source>JAUH TERLALU BANYAK</source>
        <translation>FAR TOO MANY</translation>
    </message>
    <message>
        <source>Tindakan pertama</source>
        <translation>First action</translation>
    </message>
    <message>
        <source>Ditugaskan</source>
        <translation>Assigned</translation>
    </message>
    <message>
        <source>Diterima OPD</source>
        <translation>Acknowledged</translation>
    </message>
    <message>
        <source>Di lokasi</source>
        <translation>On scene</translation>
    </message>
    <message>
        <source>Ditutup</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>belum diperiksa</source>
        <translation>unreviewed</translation>
    </message>
    <message>
        <source>benar</source>
        <translation>valid</translation>
    </message>
    <message>
        <source>iseng</source>
        <translation>prank</translation>
    </message>
    <message>
        <source>kosong</source>
        <translation>ghost</translation>
    </message>
    <message>
        <source>duplikat</source>
        <translation>duplicate</translation>
    </message>
    <message>
        <source>informasi</source>
        <translation>information</translation>
    </message>
    <message>
        <source>di luar kota</source>
        <translation>outside the city</translation>
    </message>
    <message>
        <source>kejadian kritis atau tinggi</source>
        <translation>critical or high incident</translation>
    </message>
    <message>
        <source>dinaikkan tingkatnya</source>
        <translation>raised in severity</translation>
    </message>
    <message>
        <source>tenggat lewat</source>
        <translation>deadline passed</translation>
    </message>
    <message>
        <source>perintah terlambat</source>
        <translation>order late</translation>
    </message>
    <message>
        <source>jawaban berbeda, bertanya, tidak sanggup</source>
        <translation>answer differs, asks, declines</translation>
    </message>
    <message>
        <source>pesan gagal</source>
        <translation>message failed</translation>
    </message>
    <message>
        <source>janji lewat</source>
        <translation>promise passed</translation>
    </message>
    <message>
        <source>n 0</source>
        <translation>n 0</translation>
    </message>
    <message>
        <source> (biasanya {0} · {1})</source>
        <translation> (usually {0} · {1})</translation>
    </message>
    <message>
        <source>{0} mnt</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>Angka regu</source>
        <translation>Figures of the shift</translation>
    </message>
    <message>
        <source>Angka sedang dihitung …</source>
        <translation>The figures are being counted …</translation>
    </message>
    <message>
        <source>dihitung {0} lalu</source>
        <translation>counted {0} ago</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message>
        <source>Kejadian sudah ditutup; buka kembali lebih dahulu.</source>
        <translation>The incident is closed; reopen it first.</translation>
    </message>
    <message>
        <source>dari papan klip</source>
        <translation>from the clipboard</translation>
    </message>
    <message>
        <source>Tidak tersimpan di disk, maka tidak dikirim: {0}</source>
        <translation>Not kept on disk, so not sent: {0}</translation>
    </message>
    <message>
        <source>Bukti tersimpan di komputer ini dan dikirim sendiri setelah sambungan kembali.</source>
        <translation>The proof is kept on this machine and goes out by itself once the connection is back.</translation>
    </message>
    <message>
        <source>Foto lebih besar dari 25 MB.</source>
        <translation>The photo is larger than 25 MB.</translation>
    </message>
    <message>
        <source>Tidak ada berkas di {0}.</source>
        <translation>There is no file at {0}.</translation>
    </message>
    <message>
        <source>Itu folder, bukan foto.</source>
        <translation>That is a folder, not a photo.</translation>
    </message>
    <message>
        <source>Berkas itu tidak dapat dibaca: {0}</source>
        <translation>That file cannot be read: {0}</translation>
    </message>
    <message>
        <source>Berkas ini bukan foto JPEG, PNG, atau WebP.</source>
        <translation>This file is no JPEG, PNG or WebP photo.</translation>
    </message>
    <message>
        <source>Foto ini rusak dan tidak dapat dibaca.</source>
        <translation>This photo is damaged and cannot be read.</translation>
    </message>
    <message>
        <source>Foto: ketik jalur berkasnya, seret ke sini, atau Ctrl+V</source>
        <translation>Photo: type its path, drop it here, or Ctrl+V</translation>
    </message>
    <message>
        <source>Apa yang dikerjakan, dengan kata Anda sendiri</source>
        <translation>What was done, in your own words</translation>
    </message>
    <message>
        <source>Nama petugas di lapangan</source>
        <translation>Officer at the scene</translation>
    </message>
    <message>
        <source>Koordinat bila tahu, misalnya -8.0955, 112.1609</source>
        <translation>Coordinates if known, e.g. -8.0955, 112.1609</translation>
    </message>
    <message>
        <source>Kirim bukti</source>
        <translation>File proof</translation>
    </message>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Bukti penyelesaian {0}</source>
        <translation>Proof of completion {0}</translation>
    </message>
    <message>
        <source>Enter lanjut, Ctrl+Enter kirim, Esc simpan dulu dan tutup</source>
        <translation>Enter goes on, Ctrl+Enter files, Esc closes and keeps it</translation>
    </message>
    <message numerus="yes">
        <source>%n foto</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message>
        <source>Paling banyak {0} foto.</source>
        <translation>{0} photos at most.</translation>
    </message>
    <message>
        <source>Foto sedang dibaca…</source>
        <translation>Reading the photo…</translation>
    </message>
    <message>
        <source>Disimpan…</source>
        <translation>Keeping it…</translation>
    </message>
    <message>
        <source>Tekan Enter agar foto ini ikut, atau kosongkan barisnya.</source>
        <translation>Press Enter to take this photo along, or empty the line.</translation>
    </message>
    <message>
        <source>Bukti untuk kejadian ini perlu sedikitnya satu foto.</source>
        <translation>Proof for this incident needs one photo at least.</translation>
    </message>
    <message>
        <source>Tulis apa yang dikerjakan, atau sertakan foto.</source>
        <translation>Write what was done, or add a photo.</translation>
    </message>
    <message>
        <source>Koordinat ditulis lintang, bujur: misalnya -8.0955, 112.1609.</source>
        <translation>Coordinates are written latitude, longitude: e.g. -8.0955, 112.1609.</translation>
    </message>
    <message>
        <source>Foto {0}, {1}: tekan untuk mengeluarkannya</source>
        <translation>Photo {0}, {1}: press to take it out</translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Bagian</source>
        <translation>Section</translation>
    </message>
    <message>
        <source>Isi serah terima</source>
        <translation>Contents of the handover</translation>
    </message>
    <message>
        <source>Penegasan ulang penerima</source>
        <translation>The receiver&apos;s restatement</translation>
    </message>
    <message>
        <source>ditanya</source>
        <translation>asked</translation>
    </message>
    <message>
        <source>baru</source>
        <translation>new</translation>
    </message>
    <message>
        <source>pertanyaan belum dijawab</source>
        <translation>questions not answered</translation>
    </message>
    <message>
        <source>baru sejak Anda pergi</source>
        <translation>new since you left</translation>
    </message>
    <message>
        <source>lewat tenggat {0}</source>
        <translation>overdue by {0}</translation>
    </message>
    <message>
        <source>tenggat {0}</source>
        <translation>due {0}</translation>
    </message>
    <message>
        <source>melewati {0} regu</source>
        <translation>carried over {0} shifts</translation>
    </message>
    <message>
        <source>{0} tanya jawab</source>
        <translation>{0} questions and answers</translation>
    </message>
    <message>
        <source>regu {0}</source>
        <translation>shift {0}</translation>
    </message>
    <message>
        <source>Log regu</source>
        <translation>Shift log</translation>
    </message>
    <message>
        <source>Belum ada catatan. N menulis catatan baru.</source>
        <translation>No entries yet. N writes a new one.</translation>
    </message>
    <message>
        <source>Instruksi tetap</source>
        <translation>Standing instructions</translation>
    </message>
    <message>
        <source>Regu ini sejak {0} · minggu lalu</source>
        <translation>This shift since {0} · last week</translation>
    </message>
    <message>
        <source>Tidak ada yang berlaku. P memberi instruksi.</source>
        <translation>None in force. P gives an instruction.</translation>
    </message>
    <message>
        <source>Siapa duduk di mana</source>
        <translation>Who sits where</translation>
    </message>
    <message>
        <source>Belum ada yang mencatat tempat. D mencatat tempat Anda.</source>
        <translation>Nobody has recorded a seat yet. D records yours.</translation>
    </message>
    <message>
        <source>Nama akun</source>
        <translation>Account name</translation>
    </message>
    <message>
        <source>Kata sandi</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Tanda tangan</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>isi beku sedang diambil dan diperiksa</source>
        <translation>the frozen contents are being fetched and checked</translation>
    </message>
    <message>
        <source>isi beku belum dapat diperiksa di layar ini (server tak terjangkau)</source>
        <translation>the frozen contents cannot be checked on this screen yet (server out of reach)</translation>
    </message>
    <message>
        <source>isi dari server TIDAK cocok dengan sidik yang dicatat</source>
        <translation>the contents from the server do NOT match the recorded fingerprint</translation>
    </message>
    <message>
        <source>isi beku tidak terbaca oleh versi konsol ini</source>
        <translation>this version of the console cannot read the frozen contents</translation>
    </message>
    <message>
        <source>Yang tampak keadaan sekarang: {0}.</source>
        <translation>What you see is the situation now: {0}.</translation>
    </message>
    <message>
        <source>{0} butir tidak stabil belum ditegaskan ulang (U).</source>
        <translation>{0} unstable items not restated (U).</translation>
    </message>
    <message>
        <source>{0} pertanyaan belum dijawab (J).</source>
        <translation>{0} questions not answered (J).</translation>
    </message>
    <message>
        <source>Tanda tangan yang menyerahkan, {0}, belum ada.</source>
        <translation>The signature of {0}, who hands over, is missing.</translation>
    </message>
    <message>
        <source>Tanda tangan yang menerima belum ada.</source>
        <translation>The receiver&apos;s signature is missing.</translation>
    </message>
    <message>
        <source>Penerima belum menegaskan ulang</source>
        <translation>The receiver has not restated it</translation>
    </message>
    <message>
        <source>Tegaskan ulang dengan kata Anda… (U)</source>
        <translation>Restate it in your own words… (U)</translation>
    </message>
    <message>
        <source>ditegaskan ulang {0} oleh {1} ✓</source>
        <translation>restated {0} by {1} ✓</translation>
    </message>
    <message>
        <source>Kejadian terbuka</source>
        <translation>Open incidents</translation>
    </message>
    <message>
        <source>Kritis</source>
        <translation>Critical</translation>
    </message>
    <message>
        <source>Lewat tenggat</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Sejak Anda pergi ({0}): {1} butir baru.</source>
        <translation>Since you left ({0}): {1} new items.</translation>
    </message>
    <message>
        <source>dibuat dari log #{0} · {1} · sidik {2}</source>
        <translation>made from log #{0} · {1} · fingerprint {2}</translation>
    </message>
    <message>
        <source>pengganti</source>
        <translation>substitute</translation>
    </message>
    <message>
        <source>Terima dan tanda tangan</source>
        <translation>Accept and sign</translation>
    </message>
    <message>
        <source>tidak ada butir tidak stabil</source>
        <translation>no unstable items</translation>
    </message>
    <message>
        <source>Belum ada penanggung jawab ruang.</source>
        <translation>Nobody is responsible for the room.</translation>
    </message>
    <message>
        <source>{0} bertanggung jawab sejak {1}</source>
        <translation>{0} responsible since {1}</translation>
    </message>
    <message>
        <source>Ambil tanggung jawab</source>
        <translation>Take responsibility</translation>
    </message>
    <message>
        <source>belum dibuka · keadaan sekarang</source>
        <translation>not opened · situation now</translation>
    </message>
    <message>
        <source>gambar ditolak server: {0}</source>
        <translation>the server refused the picture: {0}</translation>
    </message>
    <message>
        <source>gambar dari server bukan yang dicatat</source>
        <translation>the picture from the server is not the one that was noted</translation>
    </message>
    <message>
        <source>kedua</source>
        <translation>second</translation>
    </message>
    <message>
        <source>angka</source>
        <translation>figures</translation>
    </message>
    <message>
        <source>pengarahan</source>
        <translation>briefing</translation>
    </message>
    <message>
        <source>angka lain</source>
        <translation>other figure</translation>
    </message>
    <message>
        <source>cetak</source>
        <translation>print</translation>
    </message>
    <message>
        <source>betulkan</source>
        <translation>correct</translation>
    </message>
    <message>
        <source>cari</source>
        <translation>search</translation>
    </message>
    <message>
        <source>jenis</source>
        <translation>kind</translation>
    </message>
    <message>
        <source>gambar</source>
        <translation>picture</translation>
    </message>
    <message>
        <source>gambar panel</source>
        <translation>panel picture</translation>
    </message>
    <message>
        <source>konfirmasi</source>
        <translation>confirm</translation>
    </message>
    <message>
        <source>instruksi</source>
        <translation>instruct</translation>
    </message>
    <message>
        <source>akhiri</source>
        <translation>end</translation>
    </message>
    <message>
        <source>tempat</source>
        <translation>seat</translation>
    </message>
    <message>
        <source>Tidak ada yang terbuka, dijanjikan, atau menunggu. Serah terima tetap dibuka (B) dan ditandatangani berdua: tanggung jawab berpindah juga pada malam yang tenang.</source>
        <translation>Nothing is open, promised or waiting. The handover is opened (B) and signed by both all the same: responsibility passes on a quiet night too.</translation>
    </message>
    <message>
        <source>Cari di semua regu (/)</source>
        <translation>Search all shifts (/)</translation>
    </message>
    <message>
        <source>{0} · Esc kembali</source>
        <translation>{0} · Esc goes back</translation>
    </message>
    <message>
        <source>Kata sandi sekali lagi</source>
        <translation>Password once more</translation>
    </message>
    <message>
        <source>Kode dari ponsel</source>
        <translation>Code from the phone</translation>
    </message>
    <message>
        <source>Akun Anda memakai faktor kedua: enam angka, atau kode cadangan.</source>
        <translation>Your account uses a second factor: six digits, or a recovery code.</translation>
    </message>
    <message>
        <source>sudah diketik</source>
        <translation>typed already</translation>
    </message>
    <message>
        <source>Isi kode.</source>
        <translation>Enter the code.</translation>
    </message>
    <message>
        <source>Kedua kata sandi berbeda; ketik lagi.</source>
        <translation>The two passwords differ; type them again.</translation>
    </message>
    <message>
        <source>Tidak stabil</source>
        <translation>Unstable</translation>
    </message>
    <message>
        <source>Dipantau</source>
        <translation>Watched</translation>
    </message>
    <message>
        <source>Perintah pimpinan</source>
        <translation>Leader&apos;s orders</translation>
    </message>
    <message>
        <source>Tugas tanpa tanda terima</source>
        <translation>Tasks without a receipt</translation>
    </message>
    <message>
        <source>Langkah wajib terbuka</source>
        <translation>Required steps open</translation>
    </message>
    <message>
        <source>Janji ke warga</source>
        <translation>Promises to citizens</translation>
    </message>
    <message>
        <source>Tenggat regu berikut</source>
        <translation>Due next shift</translation>
    </message>
    <message>
        <source>Belum pernah dilihat</source>
        <translation>Never viewed</translation>
    </message>
    <message>
        <source>Peringatan berlaku</source>
        <translation>Warnings in force</translation>
    </message>
    <message>
        <source>Jeda dan delegasi</source>
        <translation>Pauses and delegations</translation>
    </message>
    <message>
        <source>Saluran dan pesan gagal</source>
        <translation>Channels and messages failed</translation>
    </message>
    <message>
        <source>Kontak belum terverifikasi</source>
        <translation>Unverified contacts</translation>
    </message>
    <message>
        <source>Stabil</source>
        <translation>Stable</translation>
    </message>
    <message>
        <source>tidak disebut: {0}</source>
        <translation>left out: {0}</translation>
    </message>
    <message>
        <source>{0} menyerahkan</source>
        <translation>{0} hands over</translation>
    </message>
    <message>
        <source>{0} menerima</source>
        <translation>{0} takes over</translation>
    </message>
    <message>
        <source>ditandatangani {0}</source>
        <translation>signed {0}</translation>
    </message>
    <message>
        <source>Serah terima #{0} diterima {1} pukul {2}</source>
        <translation>Handover #{0} accepted by {1} at {2}</translation>
    </message>
    <message>
        <source>Serah terima #{0} ditolak {1} pukul {2}: {3}</source>
        <translation>Handover #{0} refused by {1} at {2}: {3}</translation>
    </message>
    <message>
        <source>Serah terima #{0} batal pukul {2}</source>
        <translation>Handover #{0} void at {2}</translation>
    </message>
    <message>
        <source>lewat {0}</source>
        <translation>overdue {0}</translation>
    </message>
    <message>
        <source>Nomor</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Keparahan</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Tempat</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Sejak</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Siapa</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>Berikutnya</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Tenggat</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Catatan</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Melewati</source>
        <translation>Carried over</translation>
    </message>
    <message>
        <source>{0} serah terima</source>
        <translation>{0} handovers</translation>
    </message>
    <message>
        <source>Penegasan ulang {0} · {1} · {2}</source>
        <translation>Restatement {0} · {1} · {2}</translation>
    </message>
    <message>
        <source>Susulan {0} · {1} · {2}</source>
        <translation>Addition {0} · {1} · {2}</translation>
    </message>
    <message>
        <source>Kejadian masuk</source>
        <translation>Incidents that came in</translation>
    </message>
    <message>
        <source>Laporan</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Iseng / kosong</source>
        <translation>Prank / ghost</translation>
    </message>
    <message>
        <source>Tindakan pertama (p90)</source>
        <translation>First action (p90)</translation>
    </message>
    <message>
        <source>Sampai ditugaskan (p90)</source>
        <translation>Until dispatched (p90)</translation>
    </message>
    <message>
        <source>Tanda terima OPD (p90)</source>
        <translation>Agency receipt (p90)</translation>
    </message>
    <message>
        <source>Sampai di lokasi (p90)</source>
        <translation>Until on scene (p90)</translation>
    </message>
    <message>
        <source>Sampai ditutup (p90)</source>
        <translation>Until closed (p90)</translation>
    </message>
    <message>
        <source>Waktu untuk iseng</source>
        <translation>Time spent on pranks</translation>
    </message>
    <message>
        <source>menjawab {0}, {1}: “{2}”</source>
        <translation>answers {0}, {1}: “{2}”</translation>
    </message>
    <message>
        <source>membetulkan {0}, {1}: “{2}”</source>
        <translation>corrects {0}, {1}: “{2}”</translation>
    </message>
    <message>
        <source>dibetulkan {0} oleh {1}</source>
        <translation>corrected {0} by {1}</translation>
    </message>
    <message>
        <source>dari {0} · sampai {1}</source>
        <translation>from {0} · until {1}</translation>
    </message>
    <message>
        <source>Anda konfirmasi {0}</source>
        <translation>you confirmed {0}</translation>
    </message>
    <message>
        <source>belum Anda konfirmasi (I)</source>
        <translation>not confirmed by you (I)</translation>
    </message>
    <message>
        <source>istirahat</source>
        <translation>on a break</translation>
    </message>
    <message>
        <source>menggantikan {0}</source>
        <translation>standing in for {0}</translation>
    </message>
    <message>
        <source>regu ini: {0} kejadian masuk · {1} penugasan dan perintah · {2} catatan</source>
        <translation>this shift: {0} incidents came in · {1} assignments and orders · {2} entries</translation>
    </message>
    <message>
        <source>24 jam: {0} kejadian masuk · {1} penugasan dan perintah · {2} catatan</source>
        <translation>24 h: {0} incidents came in · {1} assignments and orders · {2} entries</translation>
    </message>
    <message>
        <source>Belum tersambung: belum diketahui siapa yang duduk di sini.</source>
        <translation>Not connected: it is not known yet who sits here.</translation>
    </message>
    <message>
        <source>Pihak lain, di layar ini</source>
        <translation>The other party, on this screen</translation>
    </message>
    <message>
        <source>Pengarahan {0} selama {1}, oleh {2}</source>
        <translation>Briefing {0}, {1} long, by {2}</translation>
    </message>
    <message>
        <source>Belum ada penanggung jawab ruang; A mengambilnya.</source>
        <translation>Nobody is responsible for the room; A takes it.</translation>
    </message>
    <message>
        <source>Serah terima dibuka oleh {0}. Bila ia berhalangan: A, dengan alasan.</source>
        <translation>The handover is opened by {0}. If they cannot: A, with a reason.</translation>
    </message>
    <message>
        <source>Buka serah terima yang baru?</source>
        <translation>Open a new handover?</translation>
    </message>
    <message>
        <source>Buka yang baru</source>
        <translation>Open a new one</translation>
    </message>
    <message>
        <source>Yang sedang berjalan menjadi batal, juga yang sudah diulang.</source>
        <translation>The one under way becomes void, with what was restated.</translation>
    </message>
    <message>
        <source>Tanggung jawab ruang memang sudah pada Anda.</source>
        <translation>The room is already your responsibility.</translation>
    </message>
    <message>
        <source>Ambil tanggung jawab dari {0} tanpa serah terima?</source>
        <translation>Take responsibility from {0} without a handover?</translation>
    </message>
    <message>
        <source>Alasan, misalnya: sakit mendadak</source>
        <translation>Reason, for instance: suddenly ill</translation>
    </message>
    <message>
        <source>Serah terima yang sedang berjalan menjadi batal.</source>
        <translation>The handover under way becomes void.</translation>
    </message>
    <message>
        <source>Tanya: {0}</source>
        <translation>Ask: {0}</translation>
    </message>
    <message>
        <source>Tanyakan</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>Pertanyaan untuk {0}</source>
        <translation>Question for {0}</translation>
    </message>
    <message>
        <source>Tidak ada pertanyaan yang menunggu jawaban.</source>
        <translation>No question waits for an answer.</translation>
    </message>
    <message>
        <source>Jawab {0}: “{1}”</source>
        <translation>Answer {0}: “{1}”</translation>
    </message>
    <message>
        <source>Jawab</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Jawaban</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Tegaskan ulang dengan kata Anda: {0}</source>
        <translation>Restate in your own words: {0}</translation>
    </message>
    <message>
        <source>Tegaskan</source>
        <translation>Restate</translation>
    </message>
    <message>
        <source>Apa, di mana, siapa, langkah berikutnya</source>
        <translation>What, where, who, next step</translation>
    </message>
    <message>
        <source>Belum pernah ada serah terima untuk diberi catatan susulan.</source>
        <translation>There is no handover yet to add a note to.</translation>
    </message>
    <message>
        <source>Catatan susulan pada serah terima #{0}</source>
        <translation>Addition to handover #{0}</translation>
    </message>
    <message>
        <source>Catat</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Ditambahkan sesudahnya; yang sudah ditandatangani tidak berubah.</source>
        <translation>Added afterwards; what was signed does not change.</translation>
    </message>
    <message>
        <source>Sidik {0}</source>
        <translation>Fingerprint {0}</translation>
    </message>
    <message>
        <source>Tolak serah terima dari {0}?</source>
        <translation>Refuse the handover from {0}?</translation>
    </message>
    <message>
        <source>Tolak</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Tanggung jawab tetap pada {0}.</source>
        <translation>The responsibility stays with {0}.</translation>
    </message>
    <message>
        <source>Serah terima itu sudah selesai.</source>
        <translation>That handover is over.</translation>
    </message>
    <message>
        <source>Sisi ini sudah ditandatangani.</source>
        <translation>This side has signed already.</translation>
    </message>
    <message>
        <source>Tanda tangani serah terima #{0} sebagai yang menyerahkan: {1} butir, {2} tidak stabil</source>
        <translation>Sign handover #{0} as the one who hands over: {1} items, {2} unstable</translation>
    </message>
    <message>
        <source>Terima serah terima #{0} dari {3}: {1} butir, {2} tidak stabil</source>
        <translation>Accept handover #{0} from {3}: {1} items, {2} unstable</translation>
    </message>
    <message>
        <source>Belum ada serah terima yang dibuka; B membukanya.</source>
        <translation>No handover is open yet; B opens one.</translation>
    </message>
    <message>
        <source>Pilih butir lebih dahulu.</source>
        <translation>Select an item first.</translation>
    </message>
    <message>
        <source>Ini bagian pengawas yang menerima.</source>
        <translation>This is for the supervisor who takes over.</translation>
    </message>
    <message>
        <source>beku di layar ini, belum tercatat · log #{0} · {1} · sidik {2}</source>
        <translation>frozen on this screen, not recorded yet · log #{0} · {1} · fingerprint {2}</translation>
    </message>
    <message>
        <source>menunggu jalur</source>
        <translation>waits for the line</translation>
    </message>
    <message>
        <source>jenis: {0} (V)</source>
        <translation>kind: {0} (V)</translation>
    </message>
    <message>
        <source>Mencari…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>Lebih dari {0} baris: persempit dengan kata, tanggal, atau regu.</source>
        <translation>More than {0} lines: narrow it down by word, date or shift.</translation>
    </message>
    <message>
        <source>Dicari sampai {0} · PgDn mencari lebih jauh ke belakang</source>
        <translation>Searched back to {0} · PgDn searches further back</translation>
    </message>
    <message>
        <source>PgDn atau End memuat yang lebih lama</source>
        <translation>PgDn or End loads what is older</translation>
    </message>
    <message>
        <source>Tidak ada yang cocok.</source>
        <translation>Nothing matches.</translation>
    </message>
    <message>
        <source>Awal log</source>
        <translation>Beginning of the log</translation>
    </message>
    <message>
        <source>Tanpa sambungan: hanya catatan dan baris yang sudah ada di layar ini, juga saat mencari.</source>
        <translation>No connection: only notes and lines that are already on this screen, also when searching.</translation>
    </message>
    <message>
        <source>Log tidak terbaca ({0}): yang terlihat hanya yang ada di sini.</source>
        <translation>The log cannot be read ({0}): only what is held here is shown.</translation>
    </message>
    <message>
        <source>{0} entri terbaru masih disusun menjadi baris.</source>
        <translation>The newest {0} entries are still being made into lines.</translation>
    </message>
    <message>
        <source>/ mencari di semua regu: kata, #tag, @nama, OPD, nomor, dari:siti, regu:pagi, kemarin, 21/11</source>
        <translation>/ searches all shifts: words, #tag, @name, agency, number, dari:siti (by), regu:pagi (shift), kemarin (yesterday), 21/11</translation>
    </message>
    <message>
        <source>Tanda tangan {0} menunggu jalur; tanggung jawab masih pada {1}.</source>
        <translation>{0}&apos;s signature waits for the line; {1} is still responsible.</translation>
    </message>
    <message>
        <source>Penolakan menunggu jalur; tanggung jawab masih pada {0}.</source>
        <translation>The refusal waits for the line; {0} is still responsible.</translation>
    </message>
    <message>
        <source>Beku di layar ini, belum tercatat; dicocokkan begitu jalur kembali.</source>
        <translation>Frozen on this screen, not recorded yet; compared as soon as the line is back.</translation>
    </message>
    <message>
        <source>Tidak stabil: {0}</source>
        <translation>Unstable: {0}</translation>
    </message>
    <message>
        <source>Tidak terbuka lagi: {0}</source>
        <translation>No longer open: {0}</translation>
    </message>
    <message>
        <source>dan {0} lagi</source>
        <translation>and {0} more</translation>
    </message>
    <message>
        <source>{0}; {1} tetap bertanggung jawab.</source>
        <translation>{0}; {1} stays responsible.</translation>
    </message>
    <message>
        <source>ditegaskan ulang {0} oleh {1}</source>
        <translation>restated {0} by {1}</translation>
    </message>
    <message>
        <source>{0} dari {1} butir ditegaskan ulang</source>
        <translation>{0} of {1} items restated</translation>
    </message>
    <message>
        <source>Pengarahan {0}/{1} · sisa {2}</source>
        <translation>Briefing {0}/{1} · {2} left</translation>
    </message>
    <message>
        <source>belum diterima sejak {0}</source>
        <translation>not accepted since {0}</translation>
    </message>
    <message>
        <source>{0} mengambil tanggung jawab {1}: {2}</source>
        <translation>{0} took responsibility {1}: {2}</translation>
    </message>
    <message>
        <source>{0} lalu</source>
        <translation>{0} ago</translation>
    </message>
    <message>
        <source>Yang terbaru lengkap; baris sebelum {1} masih disusun.</source>
        <translation>The newest are complete; lines before {1} are still being made.</translation>
    </message>
    <message>
        <source>{0} ditemukan sejauh ini; baris sebelum {1} masih disusun, belum dicari.</source>
        <translation>{0} found so far; lines before {1} are still being made and were not searched.</translation>
    </message>
    <message>
        <source>{0} ditemukan di seluruh log · per {1}</source>
        <translation>{0} found in the whole log · as of {1}</translation>
    </message>
    <message>
        <source>{0} ditemukan sejauh ini, yang terbaru lebih dahulu · per {1}</source>
        <translation>{0} found so far, newest first · as of {1}</translation>
    </message>
    <message>
        <source>Sejak Anda pergi ({0}): {1} butir baru, {2} memburuk, {3} selesai.</source>
        <translation>Since you left ({0}): {1} new items, {2} worse, {3} ended.</translation>
    </message>
    <message>
        <source>Memburuk: {0}</source>
        <translation>Worse: {0}</translation>
    </message>
    <message>
        <source>Selesai: {0}</source>
        <translation>Ended: {0}</translation>
    </message>
    <message>
        <source>Sejak Anda pergi</source>
        <translation>Since you left</translation>
    </message>
    <message>
        <source>Sejak dibekukan</source>
        <translation>Since it was frozen</translation>
    </message>
    <message>
        <source>yang menjadi tidak stabil sejak dibekukan masih dihitung</source>
        <translation>what became unstable since it was frozen is still being counted</translation>
    </message>
    <message>
        <source>{0} butir lain menjadi tidak stabil sejak dibekukan</source>
        <translation>{0} more items became unstable since it was frozen</translation>
    </message>
    <message>
        <source>Catatan pada serah terima #{0}</source>
        <translation>Remarks on handover #{0}</translation>
    </message>
    <message>
        <source>Sudah ada yang beku di layar ini dan belum tercatat.</source>
        <translation>One is frozen on this screen already and not recorded yet.</translation>
    </message>
    <message>
        <source>Tidak dibekukan: disk menolak menyimpannya. Periksa ruang disk.</source>
        <translation>Not frozen: the disk refused to keep it. Check the disk space.</translation>
    </message>
    <message>
        <source>Tanda tangan Anda memakai kode; itu diperiksa setelah jalur kembali.</source>
        <translation>Your signature takes a code; that is checked once the line is back.</translation>
    </message>
    <message>
        <source>Tanda tangan kedua menunggu jalur: server belum dikenal di sini.</source>
        <translation>The second signature waits for the line: the server is not known here yet.</translation>
    </message>
    <message>
        <source>Tanda tangan diterima.</source>
        <translation>The signature was accepted.</translation>
    </message>
    <message>
        <source>Jalur terputus; kode diperiksa setelah kembali.</source>
        <translation>The line is cut; the code is checked once it is back.</translation>
    </message>
    <message>
        <source>Siapa yang menerima di layar ini?</source>
        <translation>Who takes over on this screen?</translation>
    </message>
    <message>
        <source>Lanjut</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Kata-katanya berlaku bersama tanda tangannya sendiri (Shift+S).</source>
        <translation>The words count together with that one&apos;s own signature (Shift+S).</translation>
    </message>
    <message>
        <source>Ini bagian pengawas yang menyerahkan.</source>
        <translation>This is for the supervisor who hands over.</translation>
    </message>
    <message>
        <source>Tulis sedikitnya {0} huruf.</source>
        <translation>Write at least {0} letters.</translation>
    </message>
    <message>
        <source>Yang menegaskan ulang di layar ini {0}; ia yang menandatangani.</source>
        <translation>{0} restated on this screen, and has to be the one who signs.</translation>
    </message>
    <message>
        <source>Catatan baru di log regu</source>
        <translation>New entry in the shift log</translation>
    </message>
    <message>
        <source>Jawab catatan ini</source>
        <translation>Answer this entry</translation>
    </message>
    <message>
        <source>Betulkan catatan ini; yang lama tetap terbaca</source>
        <translation>Correct this entry; the old one stays readable</translation>
    </message>
    <message>
        <source>Semua instruksi yang berlaku sudah Anda konfirmasi.</source>
        <translation>You have confirmed every instruction in force.</translation>
    </message>
    <message>
        <source>Sudah dibaca: {0}</source>
        <translation>I have read: {0}</translation>
    </message>
    <message>
        <source>Konfirmasi</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>Instruksi tetap baru</source>
        <translation>New standing instruction</translation>
    </message>
    <message>
        <source>Beri instruksi</source>
        <translation>Give instruction</translation>
    </message>
    <message>
        <source>1 hari</source>
        <translation>1 day</translation>
    </message>
    <message>
        <source>1 minggu</source>
        <translation>1 week</translation>
    </message>
    <message>
        <source>30 hari</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>Apa yang berlaku untuk setiap regu</source>
        <translation>What holds for every shift</translation>
    </message>
    <message>
        <source>Tidak ada instruksi yang berlaku.</source>
        <translation>No instruction is in force.</translation>
    </message>
    <message>
        <source>Akhiri instruksi yang mana?</source>
        <translation>End which instruction?</translation>
    </message>
    <message>
        <source>Akhiri</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Alasan (boleh kosong)</source>
        <translation>Reason (may be empty)</translation>
    </message>
    <message>
        <source>Tempat Anda</source>
        <translation>Your seat</translation>
    </message>
    <message>
        <source>duduk</source>
        <translation>sit down</translation>
    </message>
    <message>
        <source>pergi</source>
        <translation>leave</translation>
    </message>
    <message>
        <source>Meja, misalnya: Meja 2</source>
        <translation>Desk, for instance: Desk 2</translation>
    </message>
    <message>
        <source>Menggantikan siapa (boleh kosong)</source>
        <translation>Standing in for whom (may be empty)</translation>
    </message>
    <message>
        <source>#tag, @OPD, @nama dan nomor kejadian (KB-… atau #187) dikenali dalam teks.</source>
        <translation>#tag, @AGENCY, @name and incident numbers (KB-… or #187) are recognised in the text.</translation>
    </message>
    <message>
        <source>Pilih catatan dengan panah lebih dahulu.</source>
        <translation>Select an entry with the arrows first.</translation>
    </message>
    <message>
        <source>Tulis sedikitnya 3 huruf.</source>
        <translation>Write at least 3 letters.</translation>
    </message>
    <message>
        <source>belum terkirim · {0} · {1}</source>
        <translation>not sent yet · {0} · {1}</translation>
    </message>
    <message>
        <source>Tanpa penanggung jawab</source>
        <translation>Nobody responsible</translation>
    </message>
    <message>
        <source>sekarang</source>
        <translation>now</translation>
    </message>
    <message>
        <source>semua</source>
        <translation>all</translation>
    </message>
    <message>
        <source>kejadian</source>
        <translation>incidents</translation>
    </message>
    <message>
        <source>laporan</source>
        <translation>reports</translation>
    </message>
    <message>
        <source>perintah</source>
        <translation>orders</translation>
    </message>
    <message>
        <source>saluran</source>
        <translation>channels</translation>
    </message>
    <message>
        <source>regu</source>
        <translation>shift</translation>
    </message>
    <message>
        <source>catatan</source>
        <translation>note</translation>
    </message>
    <message>
        <source>sistem</source>
        <translation>system</translation>
    </message>
    <message>
        <source>gambar sedang diambil</source>
        <translation>the picture is being fetched</translation>
    </message>
    <message>
        <source>gambar menunggu dikirim, baru ada di komputer ini</source>
        <translation>the picture waits to be sent; so far it is on this computer only</translation>
    </message>
    <message>
        <source>gambar tidak terbaca</source>
        <translation>the picture cannot be read</translation>
    </message>
    <message>
        <source>gambar belum sampai</source>
        <translation>the picture has not arrived yet</translation>
    </message>
    <message>
        <source>Cetak {0}</source>
        <translation>Print {0}</translation>
    </message>
    <message>
        <source>Belum ada serah terima untuk dicetak.</source>
        <translation>There is no handover to print yet.</translation>
    </message>
    <message>
        <source>Yang di layar belum tercatat; dapat dicetak sesudah jalur kembali.</source>
        <translation>What is on the screen is not recorded yet; it can be printed once the line is back.</translation>
    </message>
    <message>
        <source>Serah terima #{0} sedang dicetak …</source>
        <translation>Handover #{0} is being printed …</translation>
    </message>
    <message>
        <source>Disimpan: {0}</source>
        <translation>Saved: {0}</translation>
    </message>
    <message>
        <source>Server tidak terjangkau dan isi serah terima #{0} tidak ada di konsol ini.</source>
        <translation>The server cannot be reached and the content of handover #{0} is not on this console.</translation>
    </message>
    <message>
        <source>Tanpa server: yang tidak dapat dibuktikan tertulis di halaman pertama.</source>
        <translation>Without the server: what cannot be proved stands on the first page.</translation>
    </message>
    <message>
        <source>Serah terima</source>
        <translation>Handover</translation>
    </message>
    <message>
        <source>Patria · Serah terima</source>
        <translation>Patria · Handover</translation>
    </message>
    <message>
        <source>angka regu</source>
        <translation>figures</translation>
    </message>
    <message>
        <source>akhiri pengarahan</source>
        <translation>end the briefing</translation>
    </message>
    <message>
        <source>Spasi</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>jeda</source>
        <translation>pause</translation>
    </message>
    <message>
        <source>langkah</source>
        <translation>step</translation>
    </message>
    <message>
        <source>buka</source>
        <translation>open</translation>
    </message>
    <message>
        <source>tegaskan ulang</source>
        <translation>restate</translation>
    </message>
    <message>
        <source>tanya</source>
        <translation>ask</translation>
    </message>
    <message>
        <source>jawab</source>
        <translation>answer</translation>
    </message>
    <message>
        <source>tanda tangan</source>
        <translation>sign</translation>
    </message>
    <message>
        <source>tolak</source>
        <translation>refuse</translation>
    </message>
    <message>
        <source>ambil alih</source>
        <translation>take over</translation>
    </message>
    <message>
        <source>susulan</source>
        <translation>add</translation>
    </message>
    <message>
        <source>memburuk</source>
        <translation>worse</translation>
    </message>
    <message>
        <source>memburuk sejak Anda pergi</source>
        <translation>worse since you left</translation>
    </message>
    <message>
        <source>Kode cadangan, bila memakai faktor kedua</source>
        <translation>Recovery code, with a second factor</translation>
    </message>
    <message>
        <source>Tanpa jalur: kata sandi disegel, hanya server dapat membukanya, dan diperiksa saat jalur kembali. Angka dari ponsel tidak berlaku selama itu; kode cadangan berlaku.</source>
        <translation>Without a line: the password is sealed, only the server can open it, and checked when the line is back. Digits from a phone do not last that long; a recovery code does.</translation>
    </message>
    <message>
        <source>log regu</source>
        <translation>shift log</translation>
    </message>
    <message>
        <source>serah terima</source>
        <translation>handover</translation>
    </message>
    <message>
        <source>Kata sandi tidak disimpan dan tidak membuka sesi di layar ini.</source>
        <translation>The password is not kept and opens no session on this screen.</translation>
    </message>
    <message>
        <source>Isi nama akun dan kata sandi.</source>
        <translation>Enter the account name and password.</translation>
    </message>
    <message>
        <source>Memeriksa…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>Angka sekarang</source>
        <translation>Figures now</translation>
    </message>
    <message>
        <source>Sebelum bisa diterima</source>
        <translation>Before it can be accepted</translation>
    </message>
    <message>
        <source>Tanya jawab</source>
        <translation>Questions and answers</translation>
    </message>
    <message>
        <source>Butir · Esc kembali ke ringkasan</source>
        <translation>Item · Esc back to the summary</translation>
    </message>
    <message>
        <source>Riwayat butir</source>
        <translation>History of the item</translation>
    </message>
    <message>
        <source>Buka serah terima</source>
        <translation>Open the handover</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Tulis apa yang dilaporkan.</source>
        <translation>Write what is reported.</translation>
    </message>
    <message>
        <source>Kategori belum dikenali dari teksnya. Pilih satu.</source>
        <translation>The category cannot be told from the text. Choose one.</translation>
    </message>
    <message>
        <source>Di mana? Sebut kelurahan, jalan, atau patokan.</source>
        <translation>Where? Name the kelurahan, street or landmark.</translation>
    </message>
    <message>
        <source>Tidak ada kejadian mirip untuk digabung.</source>
        <translation>There is no similar incident to merge with.</translation>
    </message>
    <message>
        <source>dipilih sendiri</source>
        <translation>chosen by you</translation>
    </message>
    <message>
        <source>saran: {0}</source>
        <translation>suggestion: {0}</translation>
    </message>
    <message>
        <source>belum ada saran; ketik ceritanya atau pilih sendiri</source>
        <translation>no suggestion yet; type what happened or choose yourself</translation>
    </message>
    <message>
        <source>ketik beberapa huruf</source>
        <translation>type a few letters</translation>
    </message>
    <message>
        <source>teks bebas; pilih dari daftar agar ada di peta</source>
        <translation>free text; choose from the list to have it on the map</translation>
    </message>
    <message>
        <source>{0} · {1} di luar kota</source>
        <translation>{0} · {1} outside the city</translation>
    </message>
    <message>
        <source>Laporan baru</source>
        <translation>New report</translation>
    </message>
    <message>
        <source>Nomor penelepon</source>
        <translation>Caller&apos;s number</translation>
    </message>
    <message>
        <source>Nama (boleh kosong)</source>
        <translation>Name (may be empty)</translation>
    </message>
    <message>
        <source>Apa yang terjadi? Tulis dengan kata penelepon.</source>
        <translation>What happened? Write it in the caller&apos;s words.</translation>
    </message>
    <message>
        <source>Isi laporan</source>
        <translation>Text of the report</translation>
    </message>
    <message>
        <source>Kategori</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Tempat</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>kelurahan, jalan, patokan, atau −8.09, 112.16</source>
        <translation>kelurahan, street, landmark, or −8.09, 112.16</translation>
    </message>
    <message>
        <source>Dari peta</source>
        <translation>From the map</translation>
    </message>
    <message>
        <source>Alasan keparahan ini (boleh kosong)</source>
        <translation>Reason for this severity (may be empty)</translation>
    </message>
    <message>
        <source>Simpan laporan</source>
        <translation>Save report</translation>
    </message>
    <message>
        <source>Tutup, simpan draf</source>
        <translation>Close, keep the draft</translation>
    </message>
    <message>
        <source>Iseng</source>
        <translation>Prank</translation>
    </message>
    <message>
        <source>Kosong</source>
        <translation>Ghost</translation>
    </message>
    <message>
        <source>Duplikat</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>Informasi</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>Luar kota</source>
        <translation>Outside</translation>
    </message>
    <message>
        <source>Tanyakan</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>draf sejak {0}</source>
        <translation>draft since {0}</translation>
    </message>
    <message>
        <source>Kembalikan draf</source>
        <translation>Bring the draft back</translation>
    </message>
    <message>
        <source>Kosongkan</source>
        <translation>Empty the form</translation>
    </message>
    <message>
        <source>Penelepon</source>
        <translation>Caller</translation>
    </message>
    <message>
        <source>Laporan</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Keparahan</source>
        <translation>Severity</translation>
    </message>
    <message>
        <source>Bukan kejadian:</source>
        <translation>Not an incident:</translation>
    </message>
    <message>
        <source>Mungkin sudah dilaporkan</source>
        <translation>Possibly reported already</translation>
    </message>
    <message>
        <source>Laporan ini akan digabung ke kejadian yang dipilih.</source>
        <translation>This report will be merged into the selected incident.</translation>
    </message>
    <message>
        <source>Alt+angka menggabung; Alt+D menggabung ke yang teratas dan menyimpan.</source>
        <translation>Alt+number merges; Alt+D merges with the topmost and saves.</translation>
    </message>
    <message>
        <source>Belum ada yang mirip di sekitar tempat ini.</source>
        <translation>Nothing similar around this place so far.</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Kejadian terpilih</source>
        <translation>Selected incident</translation>
    </message>
    <message>
        <source>Sampai tuntas</source>
        <translation>To the end</translation>
    </message>
    <message>
        <source>Berpindah</source>
        <translation>Moving around</translation>
    </message>
    <message>
        <source>Ruangan</source>
        <translation>The room</translation>
    </message>
    <message>
        <source>Semua tombol</source>
        <translation>All keys</translation>
    </message>
    <message>
        <source>Esc menutup. Tombol dapat diubah di berkas setelan, bagian [keys].</source>
        <translation>Esc closes. Keys can be changed in the settings file, section [keys].</translation>
    </message>
    <message>
        <source>Tindakan “{0}” tidak dikenal.</source>
        <translation>The action “{0}” is not known.</translation>
    </message>
    <message>
        <source>“{0}” bukan tombol.</source>
        <translation>“{0}” is no key.</translation>
    </message>
    <message>
        <source>Tombol {0} sudah dipakai untuk {1}.</source>
        <translation>The key {0} is already used for {1}.</translation>
    </message>
    <message>
        <source>klaim, atau ambil alih dengan alasan</source>
        <translation>claim, or take over with a reason</translation>
    </message>
    <message>
        <source>lepas klaim</source>
        <translation>release the claim</translation>
    </message>
    <message>
        <source>tugaskan OPD</source>
        <translation>assign agencies</translation>
    </message>
    <message>
        <source>terima saran penugasan</source>
        <translation>accept the suggested assignment</translation>
    </message>
    <message>
        <source>ubah status</source>
        <translation>change the status</translation>
    </message>
    <message>
        <source>ubah kategori atau keparahan</source>
        <translation>change category or severity</translation>
    </message>
    <message>
        <source>gabung sebagai duplikat</source>
        <translation>merge as a duplicate</translation>
    </message>
    <message>
        <source>tandai iseng</source>
        <translation>mark as prank</translation>
    </message>
    <message>
        <source>tandai kosong</source>
        <translation>mark as ghost call</translation>
    </message>
    <message>
        <source>tandai informasi</source>
        <translation>mark as information</translation>
    </message>
    <message>
        <source>tandai di luar kota</source>
        <translation>mark as outside the city</translation>
    </message>
    <message>
        <source>tulis catatan</source>
        <translation>write a note</translation>
    </message>
    <message>
        <source>betulkan tempat</source>
        <translation>correct the place</translation>
    </message>
    <message>
        <source>laporan baru</source>
        <translation>new report</translation>
    </message>
    <message>
        <source>bilah perintah</source>
        <translation>command bar</translation>
    </message>
    <message>
        <source>cari di antrean</source>
        <translation>search the queue</translation>
    </message>
    <message>
        <source>ke antrean</source>
        <translation>to the queue</translation>
    </message>
    <message>
        <source>ke rincian</source>
        <translation>to the details</translation>
    </message>
    <message>
        <source>ke kontak OPD</source>
        <translation>to the agency contacts</translation>
    </message>
    <message>
        <source>ke peta</source>
        <translation>to the map</translation>
    </message>
    <message>
        <source>peta: kembali ke tampilan semula</source>
        <translation>map: back to the earlier view</translation>
    </message>
    <message>
        <source>peta: titik atau panas</source>
        <translation>map: points or heat</translation>
    </message>
    <message>
        <source>bunyi hidup atau senyap</source>
        <translation>sound on or muted</translation>
    </message>
    <message>
        <source>panel berikutnya</source>
        <translation>next panel</translation>
    </message>
    <message>
        <source>panel sebelumnya</source>
        <translation>previous panel</translation>
    </message>
    <message>
        <source>antrean: terbuka</source>
        <translation>queue: open</translation>
    </message>
    <message>
        <source>antrean: milik saya</source>
        <translation>queue: mine</translation>
    </message>
    <message>
        <source>antrean: belum diklaim</source>
        <translation>queue: unclaimed</translation>
    </message>
    <message>
        <source>antrean: lewat tenggat</source>
        <translation>queue: overdue</translation>
    </message>
    <message>
        <source>antrean: selesai</source>
        <translation>queue: done</translation>
    </message>
    <message>
        <source>ke penugasan dan perintah</source>
        <translation>to assignments and orders</translation>
    </message>
    <message>
        <source>teruskan perintah pimpinan</source>
        <translation>forward a leader&apos;s order</translation>
    </message>
    <message>
        <source>semua tombol</source>
        <translation>all keys</translation>
    </message>
    <message>
        <source>ke langkah penanganan</source>
        <translation>to the response steps</translation>
    </message>
    <message>
        <source>bandingkan dengan kejadian yang mirip</source>
        <translation>compare with similar incidents</translation>
    </message>
    <message>
        <source>pisahkan lagi yang digabung</source>
        <translation>take a merge apart</translation>
    </message>
    <message>
        <source>serahkan kepada daerah tetangga</source>
        <translation>hand over to the neighbouring region</translation>
    </message>
    <message>
        <source>ke bukti: periksa, bandingkan</source>
        <translation>to the proof: check, compare</translation>
    </message>
    <message>
        <source>kirim bukti penyelesaian</source>
        <translation>file proof of completion</translation>
    </message>
    <message>
        <source>jeda jam: minta, putuskan, lanjutkan</source>
        <translation>pause the clock: ask, decide, resume</translation>
    </message>
    <message>
        <source>kabari pelapor, catat atau tutup janji</source>
        <translation>tell the reporter, record or settle a promise</translation>
    </message>
    <message>
        <source>gambar panel ke log regu</source>
        <translation>picture of a panel into the shift log</translation>
    </message>
</context>
<context>
    <name>Leader</name>
    <message>
        <source>dihitung server; belum diterima</source>
        <translation>counted by the server; not received yet</translation>
    </message>
    <message>
        <source>30 hari · jeda {0} % · per {1}</source>
        <translation>30 days · {0} % paused · as of {1}</translation>
    </message>
    <message>
        <source>Selesai tepat waktu</source>
        <translation>Closed on time</translation>
    </message>
    <message>
        <source>{0} kritis · {1} tinggi · per {2}</source>
        <translation>{0} critical · {1} high · as of {2}</translation>
    </message>
    <message>
        <source>Kejadian terbuka</source>
        <translation>Open incidents</translation>
    </message>
    <message>
        <source>semua dalam tenggat</source>
        <translation>all within their deadlines</translation>
    </message>
    <message>
        <source>Lewat tenggat</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Tanda terima OPD</source>
        <translation>Agency receipts</translation>
    </message>
    <message>
        <source>belum ada dalam 24 jam</source>
        <translation>none in 24 hours</translation>
    </message>
    <message>
        <source>median 24 jam, 90 % dalam {0}</source>
        <translation>median of 24 h, 90 % within {0}</translation>
    </message>
    <message>
        <source>semua berjalan</source>
        <translation>all on their way</translation>
    </message>
    <message>
        <source>Perintah menggantung</source>
        <translation>Orders left hanging</translation>
    </message>
    <message>
        <source>terlambat {0}</source>
        <translation>late by {0}</translation>
    </message>
    <message>
        <source>Tidak ada bukti atau jeda pada kejadian ini.</source>
        <translation>This incident has neither proof nor pause.</translation>
    </message>
    <message>
        <source>Tidak ada bukti atau jeda yang menunggu keputusan.</source>
        <translation>No proof or pause waits for a decision.</translation>
    </message>
    <message>
        <source>{0} bertindak untuk {1} sampai {2}</source>
        <translation>{0} acts for {1} until {2}</translation>
    </message>
    <message numerus="yes">
        <source>%n tindakan menunggu pengesahan</source>
        <translation>
            <numerusform>%n act waits for your approval</numerusform>
            <numerusform>%n acts wait for your approval</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} jam</source>
        <translation>{0} h</translation>
    </message>
    <message>
        <source>Limpahkan wewenang memberi perintah</source>
        <translation>Delegate the authority to give orders</translation>
    </message>
    <message>
        <source>Tampil di dinding; sesudahnya Anda mengesahkan tiap tindakan.</source>
        <translation>Shown on the wall; afterwards you approve each act.</translation>
    </message>
    <message>
        <source>Limpahkan</source>
        <translation>Delegate</translation>
    </message>
    <message>
        <source>sedang tersambung</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>Kepada siapa (nama akun)</source>
        <translation>To whom (account name)</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Sebutkan kepada siapa.</source>
        <translation>Say to whom.</translation>
    </message>
    <message>
        <source>Akhiri pelimpahan kepada {0}?</source>
        <translation>End the delegation to {0}?</translation>
    </message>
    <message>
        <source>Akhiri</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Alasan (boleh kosong)</source>
        <translation>Reason (may be empty)</translation>
    </message>
    <message>
        <source>Sahkan</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>Tidak disahkan</source>
        <translation>Not approved</translation>
    </message>
    <message>
        <source>{0} memerintahkan atas nama Anda: “{1}”</source>
        <translation>{0} ordered in your name: “{1}”</translation>
    </message>
    <message>
        <source>Simpan</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Catatan (boleh kosong)</source>
        <translation>Note (may be empty)</translation>
    </message>
    <message>
        <source>Perintah</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Laporan berkala: masa yang mana?</source>
        <translation>Period report: which period?</translation>
    </message>
    <message>
        <source>Buat laporan</source>
        <translation>Make the report</translation>
    </message>
    <message>
        <source>2026-10, bulan-ini, minggu-lalu; kosong: bulan lalu</source>
        <translation>2026-10, bulan-ini, minggu-lalu; empty: last month</translation>
    </message>
    <message>
        <source>Ditulis ke folder Dokumen. Diambil utuh, juga pada Mode Jakarta: di luar jatahnya.</source>
        <translation>Written into the documents folder. Fetched whole, also in Jakarta mode: beyond its budget.</translation>
    </message>
    <message>
        <source>perintah</source>
        <translation>orders</translation>
    </message>
    <message>
        <source>dinding, pengarahan</source>
        <translation>wall, briefing</translation>
    </message>
    <message>
        <source>laporan</source>
        <translation>report</translation>
    </message>
    <message>
        <source>kembali</source>
        <translation>back</translation>
    </message>
    <message>
        <source>mulai pengarahan</source>
        <translation>start a briefing</translation>
    </message>
    <message>
        <source>akhiri pengarahan</source>
        <translation>end the briefing</translation>
    </message>
    <message>
        <source>Spasi</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>jeda, lanjut</source>
        <translation>pause, go on</translation>
    </message>
    <message>
        <source>kartu</source>
        <translation>card</translation>
    </message>
    <message>
        <source>Perintah pimpinan</source>
        <translation>Leadership&apos;s orders</translation>
    </message>
    <message>
        <source>Esc: kembali ke daftar</source>
        <translation>Esc: back to the list</translation>
    </message>
    <message>
        <source>30 hari: belum ada yang ditutup · per {0}</source>
        <translation>30 days: none closed yet · as of {0}</translation>
    </message>
    <message>
        <source>ruang</source>
        <translation>the room</translation>
    </message>
    <message>
        <source>menunggu jatah menit ini</source>
        <translation>waiting for room this minute</translation>
    </message>
    <message>
        <source>Enter: ambil foto</source>
        <translation>Enter: fetch photo</translation>
    </message>
    <message>
        <source>{0} · Pimpinan</source>
        <translation>{0} · Leader</translation>
    </message>
    <message>
        <source>Mode Jakarta · {0} KB/menit dari {1}</source>
        <translation>Jakarta mode · {0} KB/minute of {1}</translation>
    </message>
    <message>
        <source>data {0}</source>
        <translation>data {0}</translation>
    </message>
    <message>
        <source>belum ada data</source>
        <translation>no data yet</translation>
    </message>
    <message>
        <source>Patria · Pimpinan</source>
        <translation>Patria · Leader</translation>
    </message>
    <message>
        <source>beri perintah</source>
        <translation>give an order</translation>
    </message>
    <message>
        <source>terburuk</source>
        <translation>worst</translation>
    </message>
    <message>
        <source>bukti, jeda</source>
        <translation>proof, pause</translation>
    </message>
    <message>
        <source>delegasi</source>
        <translation>delegate</translation>
    </message>
    <message>
        <source>peta awal</source>
        <translation>first map view</translation>
    </message>
    <message>
        <source>gambar ke log</source>
        <translation>picture to log</translation>
    </message>
    <message numerus="yes">
        <source>%n menunggu putusan</source>
        <translation>
            <numerusform>%n awaits a decision</numerusform>
            <numerusform>%n await a decision</numerusform>
        </translation>
    </message>
    <message>
        <source>peta</source>
        <translation>map</translation>
    </message>
    <message>
        <source>daftar dan perintah</source>
        <translation>lists and orders</translation>
    </message>
    <message>
        <source>Peta menyusul sesaat lagi.</source>
        <translation>The map follows in a moment.</translation>
    </message>
    <message>
        <source>Beri perintah</source>
        <translation>Give an order</translation>
    </message>
    <message>
        <source>Tidak ada kejadian terbuka.</source>
        <translation>No incident is open.</translation>
    </message>
    <message>
        <source>Belum ada perintah. Tekan P untuk memberi perintah dengan kata-kata sendiri.</source>
        <translation>No orders yet. Press P to give an order in your own words.</translation>
    </message>
    <message>
        <source>Terburuk</source>
        <translation>Worst</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>data {0}</source>
        <translation>data {0}</translation>
    </message>
    <message>
        <source>Tersambung</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Basi</source>
        <translation>Stale</translation>
    </message>
    <message>
        <source>Menyambung…</source>
        <translation>Connecting…</translation>
    </message>
    <message>
        <source>Terputus</source>
        <translation>Disconnected</translation>
    </message>
    <message>
        <source>Ditolak server</source>
        <translation>Refused by the server</translation>
    </message>
    <message>
        <source>belum ada data</source>
        <translation>no data yet</translation>
    </message>
    <message>
        <source>data {0} lalu</source>
        <translation>data {0} ago</translation>
    </message>
    <message>
        <source>antrean kirim {0}</source>
        <translation>waiting to be sent {0}</translation>
    </message>
    <message>
        <source>Server menolak penulisan: panggil administrator.</source>
        <translation>The server refuses writes: call the administrator.</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Kritis</source>
        <translation>Critical</translation>
    </message>
    <message>
        <source>Tinggi</source>
        <translation>High</translation>
    </message>
    <message>
        <source>Sedang</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Rendah</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>Di luar kota</source>
        <translation>Outside the city</translation>
    </message>
    <message>
        <source>Dipindahkan untuk latihan</source>
        <translation>Moved for an exercise</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Batas resmi</source>
        <translation>Official boundaries</translation>
    </message>
    <message>
        <source>Batas perkiraan</source>
        <translation>Estimated boundaries</translation>
    </message>
    <message>
        <source>Terkunci pada gerakan Anda</source>
        <translation>Locked to your gesture</translation>
    </message>
    <message>
        <source>kembali</source>
        <translation>back</translation>
    </message>
    <message>
        <source>Peta jalan tidak tersedia</source>
        <translation>The street map is not available</translation>
    </message>
    <message>
        <source>Perbesar (+)</source>
        <translation>Zoom in (+)</translation>
    </message>
    <message>
        <source>Perkecil (−)</source>
        <translation>Zoom out (−)</translation>
    </message>
    <message>
        <source>Seluruh kota (Home)</source>
        <translation>Whole city (Home)</translation>
    </message>
    <message>
        <source>Peta kejadian. Panah menggeser, + dan − memperbesar dan memperkecil, H kembali.</source>
        <translation>Incident map. Arrows move it, + and − zoom in and out, H goes back.</translation>
    </message>
    <message>
        <source>id</source>
        <translation>en</translation>
    </message>
    <message>
        <source>Peta dimuat…</source>
        <translation>Loading the map…</translation>
    </message>
    <message>
        <source>Peta berhenti dan sedang dimuat ulang.</source>
        <translation>The map stopped and is being loaded again.</translation>
    </message>
    <message>
        <source>Peta tidak dapat disiapkan. Antrean tetap lengkap; jalankan “patria doctor”.</source>
        <translation>The map cannot be prepared. The queue is still complete; run “patria doctor”.</translation>
    </message>
    <message>
        <source>Berkas peta jalan berisi ubin vektor; hanya ubin gambar yang didukung</source>
        <translation>The street map file holds vector tiles; only image tiles are supported</translation>
    </message>
    <message>
        <source>Berkas peta jalan tidak ada atau tidak terbaca</source>
        <translation>The street map file is missing or cannot be read</translation>
    </message>
</context>
<context>
    <name>Milestone</name>
    <message>
        <source>dijawab</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>lokasi diketahui</source>
        <translation>location known</translation>
    </message>
    <message>
        <source>dicatat</source>
        <translation>recorded</translation>
    </message>
    <message>
        <source>masuk antrean</source>
        <translation>queued</translation>
    </message>
    <message>
        <source>pertama dilihat</source>
        <translation>first viewed</translation>
    </message>
    <message>
        <source>ditugaskan</source>
        <translation>dispatched</translation>
    </message>
    <message>
        <source>OPD diberi tahu</source>
        <translation>agency told</translation>
    </message>
    <message>
        <source>diterima OPD</source>
        <translation>accepted by the agency</translation>
    </message>
    <message>
        <source>menuju lokasi</source>
        <translation>en route</translation>
    </message>
    <message>
        <source>di lokasi</source>
        <translation>on scene</translation>
    </message>
    <message>
        <source>terkendali</source>
        <translation>under control</translation>
    </message>
    <message>
        <source>selesai ditangani</source>
        <translation>resolved</translation>
    </message>
    <message>
        <source>pelapor dikabari</source>
        <translation>reporter told</translation>
    </message>
    <message>
        <source>ditutup</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>dibuka kembali</source>
        <translation>reopened</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>{distance} di luar kota</source>
        <translation>{distance} outside the city</translation>
    </message>
</context>
<context>
    <name>NoData</name>
    <message>
        <source>Coba sekarang</source>
        <translation>Try now</translation>
    </message>
    <message>
        <source>Belum ada data di komputer ini</source>
        <translation>No data on this computer yet</translation>
    </message>
    <message>
        <source>Periksa kabel jaringan komputer ini, lalu apakah server menyala.</source>
        <translation>Check the network cable of this computer, then whether the server is on.</translation>
    </message>
    <message>
        <source>Biarkan halaman ini terbuka: begitu server menjawab, layar terisi dengan sendirinya.</source>
        <translation>Leave this page open: as soon as the server answers, the screen fills by itself.</translation>
    </message>
    <message>
        <source>Tetap kosong? Jalankan patria doctor dan bacakan hasilnya kepada Diskominfotik.</source>
        <translation>Still empty? Run patria doctor and read its result to Diskominfotik.</translation>
    </message>
</context>
<context>
    <name>Nuisance</name>
    <message numerus="yes">
        <source>%n panggilan iseng atau kosong, {0} menit terpakai</source>
        <translation>
            <numerusform>%n prank or ghost call, {0} minutes spent</numerusform>
            <numerusform>%n prank or ghost calls, {0} minutes spent</numerusform>
        </translation>
    </message>
    <message>
        <source>hari ini</source>
        <translation>today</translation>
    </message>
</context>
<context>
    <name>Orders</name>
    <message>
        <source>Bertentangan: {0}</source>
        <translation>Contradiction: {0}</translation>
    </message>
    <message>
        <source>ruang</source>
        <translation>the room</translation>
    </message>
    <message>
        <source>Perintah pimpinan, diteruskan ke {0}</source>
        <translation>Leader&apos;s order, forwarded to {0}</translation>
    </message>
    <message>
        <source>Perintah pimpinan untuk {0}</source>
        <translation>Leader&apos;s order for {0}</translation>
    </message>
    <message>
        <source>utama</source>
        <translation>lead</translation>
    </message>
    <message>
        <source>dukungan</source>
        <translation>supporting</translation>
    </message>
    <message>
        <source>Penugasan {0}</source>
        <translation>Assignment {0}</translation>
    </message>
    <message>
        <source>tersimpan</source>
        <translation>stored</translation>
    </message>
    <message>
        <source>Baca ulang berbeda: konfirmasi atau bantah.</source>
        <translation>The read-back differs: confirm or dispute.</translation>
    </message>
    <message>
        <source>Bertanya, menunggu jawaban: “{0}”</source>
        <translation>Asks, waiting for an answer: “{0}”</translation>
    </message>
    <message>
        <source>Tidak sanggup: “{0}”</source>
        <translation>Unable: “{0}”</translation>
    </message>
    <message>
        <source>Dibantah pemberi perintah: “{0}”</source>
        <translation>Disputed by the issuer: “{0}”</translation>
    </message>
    <message>
        <source>Hasil dikembalikan: “{0}”</source>
        <translation>Result returned: “{0}”</translation>
    </message>
    <message>
        <source>baca ulang ≠</source>
        <translation>read-back ≠</translation>
    </message>
    <message>
        <source>Penugasan dan perintah</source>
        <translation>Assignments and orders</translation>
    </message>
    <message>
        <source>Perintah pimpinan</source>
        <translation>Leader&apos;s orders</translation>
    </message>
    <message>
        <source>{0} ke sini</source>
        <translation>{0} jumps here</translation>
    </message>
    <message>
        <source>{0}: belum ada kepastian sampai di server.</source>
        <translation>{0}: not certain yet that it reached the server.</translation>
    </message>
    <message>
        <source>BELUM TERKIRIM: {0}. Sesudah {1} tidak dikirim lagi tanpa ditanyakan.</source>
        <translation>NOT SENT: {0}. After {1} it is no longer sent without asking.</translation>
    </message>
    <message>
        <source>Tidak ada penugasan atau perintah di sini.</source>
        <translation>No assignments or orders here.</translation>
    </message>
    <message>
        <source>Tidak ada perintah pimpinan yang dapat diteruskan.</source>
        <translation>There is no leader&apos;s order to forward.</translation>
    </message>
    <message>
        <source>Ruang</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>pengawas yang bertugas</source>
        <translation>supervisor on duty</translation>
    </message>
    <message>
        <source>Tautan tidak dapat diambil: {0}</source>
        <translation>The link could not be fetched: {0}</translation>
    </message>
    <message>
        <source>Jawaban server tidak dikenal; tautan tidak disalin.</source>
        <translation>The server&apos;s answer is not known; no link was copied.</translation>
    </message>
    <message>
        <source>Tautan disalin · berlaku sampai {0}</source>
        <translation>Link copied · valid until {0}</translation>
    </message>
    <message>
        <source>Telepon</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>Radio</source>
        <translation>Radio</translation>
    </message>
    <message>
        <source>WhatsApp</source>
        <translation>WhatsApp</translation>
    </message>
    <message>
        <source>Telegram</source>
        <translation>Telegram</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>Surel</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Langsung, bertatap muka</source>
        <translation>In person, face to face</translation>
    </message>
    <message>
        <source>Catatan (boleh kosong)</source>
        <translation>Note (may be empty)</translation>
    </message>
    <message>
        <source>Alasan (boleh kosong)</source>
        <translation>Reason (may be empty)</translation>
    </message>
    <message>
        <source>Apa yang keliru pada baca ulangnya</source>
        <translation>What is wrong in the read-back</translation>
    </message>
    <message>
        <source>Jawaban Anda</source>
        <translation>Your answer</translation>
    </message>
    <message>
        <source>Mengapa hasilnya belum diterima</source>
        <translation>Why the result is not accepted yet</translation>
    </message>
    <message>
        <source>Yang ingin ditanyakan</source>
        <translation>What to ask</translation>
    </message>
    <message>
        <source>Mengapa tidak sanggup</source>
        <translation>Why unable</translation>
    </message>
    <message>
        <source>Catat</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Tulis sedikitnya dua huruf.</source>
        <translation>Write at least two letters.</translation>
    </message>
    <message>
        <source>Baca ulang dengan kata sendiri, tanpa menyalin.</source>
        <translation>Read back in your own words, without copying.</translation>
    </message>
    <message>
        <source>Catat baca ulang</source>
        <translation>Record read-back</translation>
    </message>
    <message>
        <source>Apa yang diminta</source>
        <translation>What is asked</translation>
    </message>
    <message>
        <source>Di mana (kosong bila tidak disebut)</source>
        <translation>Where (empty if not said)</translation>
    </message>
    <message>
        <source>Sebelum kapan (kosong bila tidak disebut)</source>
        <translation>Before when (empty if not said)</translation>
    </message>
    <message>
        <source>Tulis apa yang diminta.</source>
        <translation>Write what is asked.</translation>
    </message>
    <message>
        <source>Pilih apa yang dikatakannya.</source>
        <translation>Choose what was said.</translation>
    </message>
    <message>
        <source>Pilih lewat apa, misalnya telepon.</source>
        <translation>Choose the channel, for instance telephone.</translation>
    </message>
    <message>
        <source>Tulis siapa yang mengatakannya.</source>
        <translation>Write who said it.</translation>
    </message>
    <message>
        <source>Tulis kata-katanya apa adanya.</source>
        <translation>Write the words as they were.</translation>
    </message>
    <message>
        <source>Catat jawaban untuk {0}</source>
        <translation>Record an answer: {0}</translation>
    </message>
    <message>
        <source>Lewat apa: telepon, radio, WhatsApp …</source>
        <translation>By what: telephone, radio, WhatsApp …</translation>
    </message>
    <message>
        <source>Kata-katanya apa adanya (baca ulang ditanyakan sesudah ini)</source>
        <translation>The words as they were (the read-back is asked for after this)</translation>
    </message>
    <message>
        <source>Siapa yang mengatakannya</source>
        <translation>Who said it</translation>
    </message>
    <message>
        <source>sidik {0}</source>
        <translation>fingerprint {0}</translation>
    </message>
    <message>
        <source>umur {0}</source>
        <translation>age {0}</translation>
    </message>
    <message>
        <source>lewat {0}</source>
        <translation>late by {0}</translation>
    </message>
    <message>
        <source>Ditambahkan: “{0}”</source>
        <translation>Added: “{0}”</translation>
    </message>
    <message>
        <source>diperintahkan</source>
        <translation>ordered</translation>
    </message>
    <message>
        <source>dibaca ulang</source>
        <translation>read back</translation>
    </message>
    <message>
        <source>Kepada</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Kepada: ketik OPD</source>
        <translation>To: type an agency</translation>
    </message>
    <message>
        <source>Apa: perintah dengan kata Anda sendiri</source>
        <translation>What: the order in your own words</translation>
    </message>
    <message>
        <source>Di mana</source>
        <translation>Where</translation>
    </message>
    <message>
        <source>Sebelum kapan, misalnya 22.00 atau 30 menit</source>
        <translation>Before when, for instance 22.00 or 30 minutes</translation>
    </message>
    <message>
        <source>Tambahan Anda (boleh kosong)</source>
        <translation>Your addition (may be empty)</translation>
    </message>
    <message>
        <source>Kirim perintah</source>
        <translation>Send order</translation>
    </message>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Perintah tentang {0}</source>
        <translation>Order about {0}</translation>
    </message>
    <message>
        <source>Perintah</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Teruskan perintah, kata demi kata</source>
        <translation>Forward the order, word for word</translation>
    </message>
    <message>
        <source>kepada {0}</source>
        <translation>to {0}</translation>
    </message>
    <message>
        <source>Tenggat terbaca {0}. </source>
        <translation>Deadline read as {0}. </translation>
    </message>
    <message>
        <source>Enter lanjut, Ctrl+Enter kirim, Esc batal</source>
        <translation>Enter goes on, Ctrl+Enter sends, Esc cancels</translation>
    </message>
    <message>
        <source>Kirim walau bertentangan</source>
        <translation>Send despite the contradiction</translation>
    </message>
    <message>
        <source>Enter sekali lagi bila memang demikian.</source>
        <translation>Enter once more if that is what you mean.</translation>
    </message>
    <message>
        <source>Tulis apa yang diperintahkan.</source>
        <translation>Write what is ordered.</translation>
    </message>
    <message>
        <source>Pilih penerimanya.</source>
        <translation>Choose the receiver.</translation>
    </message>
    <message>
        <source>Jejak kata dari pemberi perintah sampai pelaksana</source>
        <translation>Trail of words from the issuer to those who carry it out</translation>
    </message>
    <message>
        <source>+{0}</source>
        <translation>+{0}</translation>
    </message>
    <message>
        <source>baca ulang</source>
        <translation>read-back</translation>
    </message>
    <message>
        <source>berbeda: {0}</source>
        <translation>differs: {0}</translation>
    </message>
    <message>
        <source>sama dengan perintahnya</source>
        <translation>same as ordered</translation>
    </message>
    <message>
        <source>terkirim</source>
        <translation>delivered</translation>
    </message>
    <message>
        <source>dilihat</source>
        <translation>seen</translation>
    </message>
    <message>
        <source>dikonfirmasi</source>
        <translation>confirmed</translation>
    </message>
    <message>
        <source>berangkat</source>
        <translation>en route</translation>
    </message>
    <message>
        <source>di lokasi</source>
        <translation>on scene</translation>
    </message>
    <message>
        <source>selesai</source>
        <translation>done</translation>
    </message>
    <message>
        <source>diverifikasi</source>
        <translation>verified</translation>
    </message>
    <message>
        <source>belum terkirim</source>
        <translation>not delivered</translation>
    </message>
    <message>
        <source>belum dilihat</source>
        <translation>not seen</translation>
    </message>
    <message>
        <source>belum dibaca ulang</source>
        <translation>no read-back</translation>
    </message>
    <message>
        <source>baca ulang belum dikonfirmasi</source>
        <translation>read-back not confirmed</translation>
    </message>
    <message>
        <source>belum berangkat</source>
        <translation>not en route</translation>
    </message>
    <message>
        <source>belum di lokasi</source>
        <translation>not on scene</translation>
    </message>
    <message>
        <source>belum selesai</source>
        <translation>not done</translation>
    </message>
    <message>
        <source>belum diverifikasi</source>
        <translation>not verified</translation>
    </message>
    <message>
        <source>belum diulang</source>
        <translation>no read-back</translation>
    </message>
    <message>
        <source>belum konfirmasi</source>
        <translation>not confirmed</translation>
    </message>
    <message>
        <source>belum verifikasi</source>
        <translation>not verified</translation>
    </message>
    <message>
        <source>ditarik kembali</source>
        <translation>withdrawn</translation>
    </message>
    <message>
        <source>digantikan</source>
        <translation>replaced</translation>
    </message>
    <message>
        <source>gugur, tidak dilihat pada waktunya</source>
        <translation>lapsed, not seen in time</translation>
    </message>
    <message>
        <source>selesai dan diverifikasi</source>
        <translation>done and verified</translation>
    </message>
    <message>
        <source>diterima</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>bertanya</source>
        <translation>asks</translation>
    </message>
    <message>
        <source>dijawab</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>tidak sanggup</source>
        <translation>unable</translation>
    </message>
    <message>
        <source>baca ulang dibantah</source>
        <translation>read-back disputed</translation>
    </message>
    <message>
        <source>hasil dikembalikan</source>
        <translation>result returned</translation>
    </message>
    <message>
        <source>catatan</source>
        <translation>note</translation>
    </message>
    <message>
        <source>diingatkan</source>
        <translation>reminded</translation>
    </message>
    <message>
        <source>gugur</source>
        <translation>lapsed</translation>
    </message>
    <message>
        <source>segera</source>
        <translation>immediate</translation>
    </message>
    <message>
        <source>mendesak</source>
        <translation>urgent</translation>
    </message>
    <message>
        <source>biasa</source>
        <translation>routine</translation>
    </message>
    <message>
        <source>apa</source>
        <translation>what</translation>
    </message>
    <message>
        <source>di mana</source>
        <translation>where</translation>
    </message>
    <message>
        <source>sebelum kapan</source>
        <translation>before when</translation>
    </message>
    <message>
        <source>Konfirmasi</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>Bantah</source>
        <translation>Dispute</translation>
    </message>
    <message>
        <source>Jawab</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Verifikasi</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>Kembalikan</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Tarik kembali</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Baca ulang</source>
        <translation>Read back</translation>
    </message>
    <message>
        <source>Tanya</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>Tidak sanggup</source>
        <translation>Unable</translation>
    </message>
    <message>
        <source>Dikerjakan</source>
        <translation>Working on it</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Teruskan</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>Catat jawaban</source>
        <translation>Record answer</translation>
    </message>
    <message>
        <source>Salin tautan</source>
        <translation>Copy link</translation>
    </message>
    <message>
        <source>Jejak kata</source>
        <translation>Trail of words</translation>
    </message>
</context>
<context>
    <name>Pair</name>
    <message>
        <source>Tidak ada kejadian terbuka yang mirip.</source>
        <translation>No open incident is similar.</translation>
    </message>
    <message>
        <source>Pilih kejadian dahulu.</source>
        <translation>Select an incident first.</translation>
    </message>
    <message>
        <source>Tidak ada yang digabung di sini.</source>
        <translation>Nothing was merged here.</translation>
    </message>
    <message>
        <source>Pilih yang akan dipisahkan.</source>
        <translation>Choose which to take apart.</translation>
    </message>
    <message>
        <source>Pisahkan lagi? Setiap laporan kembali persis seperti sebelum digabung.</source>
        <translation>Take apart? Each report goes back exactly as it was before the merge.</translation>
    </message>
    <message>
        <source>Pisahkan</source>
        <translation>Take apart</translation>
    </message>
    <message>
        <source>Yang mana?</source>
        <translation>Which one?</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Digabung ke {0}.</source>
        <translation>Merged into {0}.</translation>
    </message>
    <message>
        <source>Digabung ke sini: {0}.</source>
        <translation>Merged here: {0}.</translation>
    </message>
    <message>
        <source>{0} memisahkan.</source>
        <translation>{0} takes apart.</translation>
    </message>
    <message>
        <source>Gabung</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>Biarkan terpisah</source>
        <translation>Leave apart</translation>
    </message>
    <message>
        <source>Dua kejadian berdampingan</source>
        <translation>Two incidents side by side</translation>
    </message>
    <message>
        <source>Kejadian yang sama?</source>
        <translation>The same incident?</translation>
    </message>
    <message>
        <source>{0} dari {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message>
        <source>Yang mendukung</source>
        <translation>What supports it</translation>
    </message>
    <message>
        <source>Yang meragukan</source>
        <translation>What speaks against it</translation>
    </message>
    <message>
        <source>tidak ada</source>
        <translation>none</translation>
    </message>
    <message numerus="yes">
        <source>%n laporan</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
    <message>
        <source>(tanpa teks)</source>
        <translation>(no text)</translation>
    </message>
    <message>
        <source>Laporan sedang diambil…</source>
        <translation>Fetching reports…</translation>
    </message>
    <message>
        <source>{0} tetap; laporan {1} pindah ke sana dan dapat dipisahkan lagi.</source>
        <translation>{0} stays; the reports of {1} move there and can be taken apart again.</translation>
    </message>
    <message>
        <source>← → pilih yang tetap · Enter gabung · Esc biarkan</source>
        <translation>← → choose which stays · Enter merges · Esc leaves them</translation>
    </message>
    <message>
        <source>↑ ↓ kejadian lain</source>
        <translation>↑ ↓ other incidents</translation>
    </message>
</context>
<context>
    <name>PanelNote</name>
    <message>
        <source>Peran Anda tidak boleh menulis dalam log regu.</source>
        <translation>Your role may not write in the shift log.</translation>
    </message>
    <message>
        <source>Gambar {0}</source>
        <translation>Picture: {0}</translation>
    </message>
    <message>
        <source>Catatan dengan gambar: {0}</source>
        <translation>Note with a picture: {0}</translation>
    </message>
    <message>
        <source>Catat</source>
        <translation>Note it</translation>
    </message>
    <message>
        <source>Enter mencatatnya dalam log regu; identitas pelapor tidak ikut.</source>
        <translation>Enter notes it in the shift log; no reporter’s identity goes with it.</translation>
    </message>
    <message>
        <source>layar ini</source>
        <translation>this screen</translation>
    </message>
    <message>
        <source>Gambar tidak tersimpan di disk, maka tidak dicatat: {0}</source>
        <translation>The picture could not be stored on disk, so it is not noted: {0}</translation>
    </message>
    <message>
        <source>identitas ditutupi</source>
        <translation>identity covered</translation>
    </message>
</context>
<context>
    <name>Period</name>
    <message>
        <source>Laporan berkala dibuat oleh pengawas, pimpinan atau auditor.</source>
        <translation>Reports about a period are made by supervisors, leaders or auditors.</translation>
    </message>
    <message>
        <source>Laporan sebelumnya masih dibuat.</source>
        <translation>The report before it is still being made.</translation>
    </message>
    <message>
        <source>Laporan sedang dibuat …</source>
        <translation>The report is being made …</translation>
    </message>
    <message>
        <source>Laporan tidak jadi: {0}</source>
        <translation>The report was not made: {0}</translation>
    </message>
    <message>
        <source>Laporan ada di {0}. {1}</source>
        <translation>The report is in {0}. {1}</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Pilihan untuk {0}</source>
        <translation>Choices for {0}</translation>
    </message>
    <message>
        <source>tidak ada yang cocok dengan “{0}”</source>
        <translation>nothing matches “{0}”</translation>
    </message>
</context>
<context>
    <name>Placement</name>
    <message>
        <source>letak belum diketahui</source>
        <translation>position unknown</translation>
    </message>
    <message>
        <source>di sepanjang jalan · perkiraan</source>
        <translation>along the street · estimated</translation>
    </message>
    <message>
        <source>dekat tengara · perkiraan</source>
        <translation>near the landmark · estimated</translation>
    </message>
    <message>
        <source>titik tengah kelurahan · perkiraan</source>
        <translation>centre of the kelurahan · estimated</translation>
    </message>
    <message>
        <source>dipindahkan ke kota untuk latihan</source>
        <translation>moved into the city for an exercise</translation>
    </message>
</context>
<context>
    <name>Prompt</name>
    <message>
        <source>Enter menjawab, Esc batal</source>
        <translation>Enter answers, Esc cancels</translation>
    </message>
    <message>
        <source>Enter menyimpan, Shift+Enter baris baru, Esc batal</source>
        <translation>Enter stores, Shift+Enter for a new line, Esc cancels</translation>
    </message>
    <message>
        <source>Batal</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>sisa {0} huruf</source>
        <translation>{0} characters left</translation>
    </message>
    <message>
        <source>Tulis alasannya, minimal {0} huruf.</source>
        <translation>Write the reason, at least {0} letters.</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Hanya {0}</source>
        <translation>Only {0}</translation>
    </message>
    <message>
        <source>Cari di antrean</source>
        <translation>Search the queue</translation>
    </message>
    <message>
        <source>Semua OPD</source>
        <translation>All agencies</translation>
    </message>
    <message>
        <source>OPD</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Ditugaskan kepadanya, atau belum ditugaskan dan ia penanggung jawabnya</source>
        <translation>Assigned to it, or to nobody yet and it is responsible</translation>
    </message>
    <message>
        <source>Semua kelurahan</source>
        <translation>All kelurahan</translation>
    </message>
    <message>
        <source>Kelurahan</source>
        <translation>Kelurahan</translation>
    </message>
    <message>
        <source>Saringan ▾</source>
        <translation>Filter ▾</translation>
    </message>
    <message>
        <source>Saringan tersimpan</source>
        <translation>Saved filters</translation>
    </message>
    <message>
        <source>Nama saringan ini, lalu Enter (Esc batal)</source>
        <translation>Name of this filter, then Enter (Esc cancels)</translation>
    </message>
    <message>
        <source>Nama saringan</source>
        <translation>Name of the filter</translation>
    </message>
    <message>
        <source>Simpan saringan ini…</source>
        <translation>Save this filter…</translation>
    </message>
    <message>
        <source>Kosongkan saringan</source>
        <translation>Clear the filter</translation>
    </message>
    <message>
        <source>Hanya dengan janji yang belum selesai</source>
        <translation>Only with promises still open</translation>
    </message>
    <message>
        <source>OPD: hanya yang sudah ditugaskan kepadanya</source>
        <translation>Agency: only what is assigned to it</translation>
    </message>
    <message>
        <source>Hapus</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Janji ▾</source>
        <translation>Promises ▾</translation>
    </message>
    <message>
        <source>Ditugaskan ▾</source>
        <translation>Assigned ▾</translation>
    </message>
    <message>
        <source>dari terbesar</source>
        <translation>largest first</translation>
    </message>
    <message>
        <source>dari terkecil</source>
        <translation>smallest first</translation>
    </message>
    <message>
        <source>Kepala kolom, urut menurut {0}</source>
        <translation>Column head, sorts by {0}</translation>
    </message>
    <message>
        <source>Saya</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Bebas</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>Lewat</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Terbuka</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Milik saya</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Belum diklaim</source>
        <translation>Unclaimed</translation>
    </message>
    <message>
        <source>Lewat tenggat</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>Selesai</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>terburuk</source>
        <translation>worst</translation>
    </message>
    <message>
        <source>keparahan</source>
        <translation>severity</translation>
    </message>
    <message>
        <source>kejadian</source>
        <translation>incident</translation>
    </message>
    <message>
        <source>PJ</source>
        <translation>owner</translation>
    </message>
    <message>
        <source>umur</source>
        <translation>age</translation>
    </message>
    <message>
        <source>tenggat</source>
        <translation>due</translation>
    </message>
    <message>
        <source>dilihat {0}</source>
        <translation>viewed by {0}</translation>
    </message>
    <message>
        <source>saran</source>
        <translation>suggested</translation>
    </message>
    <message>
        <source>basi</source>
        <translation>stale</translation>
    </message>
    <message numerus="yes">
        <source>%n laporan</source>
        <translation>
            <numerusform>%n report</numerusform>
            <numerusform>%n reports</numerusform>
        </translation>
    </message>
    <message>
        <source>penanggung jawab {0}</source>
        <translation>responsible {0}</translation>
    </message>
    <message>
        <source>umur {0}</source>
        <translation>age {0}</translation>
    </message>
    <message>
        <source>lewat tenggat {0}</source>
        <translation>overdue {0}</translation>
    </message>
    <message>
        <source>tenggat {0}</source>
        <translation>due {0}</translation>
    </message>
    <message>
        <source>baris {0} dari {1}</source>
        <translation>row {0} of {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n laporan {0}, {1} · dikelompokkan, {2} mnt</source>
        <translation>
            <numerusform>%n report of {0}, {1} · grouped, {2} min</numerusform>
            <numerusform>%n reports of {0}, {1} · grouped, {2} min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kejadian belum diambil</source>
        <translation>
            <numerusform>%n incident not taken</numerusform>
            <numerusform>%n incidents not taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>← kelompokkan lagi %n kejadian</source>
        <translation>
            <numerusform>← group %n incident again</numerusform>
            <numerusform>← group %n incidents again</numerusform>
        </translation>
    </message>
    <message>
        <source>menunggu</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>langkah dilewati</source>
        <translation>step skipped</translation>
    </message>
    <message>
        <source>Cari judul, tempat, nomor…</source>
        <translation>Search title, place, number…</translation>
    </message>
    <message>
        <source>Cari di judul, tempat, nomor dan isi laporan</source>
        <translation>Search in title, place, number and the reports&apos; text</translation>
    </message>
    <message>
        <source>tanda terima</source>
        <translation>receipts</translation>
    </message>
    <message>
        <source>→ buka</source>
        <translation>→ open</translation>
    </message>
    <message>
        <source>dijeda</source>
        <translation>paused</translation>
    </message>
    <message>
        <source>janji terlewat {0}</source>
        <translation>promise overdue by {0}</translation>
    </message>
    <message>
        <source>janji {0} lagi</source>
        <translation>promise in {0}</translation>
    </message>
    <message>
        <source>panah kanan membuka</source>
        <translation>right arrow opens</translation>
    </message>
    <message>
        <source>jam dijeda</source>
        <translation>clock paused</translation>
    </message>
    <message>
        <source>Antrean kejadian</source>
        <translation>Incident queue</translation>
    </message>
    <message>
        <source>Antrean</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>urut: {0}</source>
        <translation>sort: {0}</translation>
    </message>
    <message>
        <source>Kembali ke urutan terburuk</source>
        <translation>Back to worst first</translation>
    </message>
    <message>
        <source>Menunggu gambaran pertama dari server.</source>
        <translation>Waiting for the first picture from the server.</translation>
    </message>
    <message>
        <source>Tidak ada kejadian yang cocok dengan saringan ini. Kosongkan pencarian dengan Esc, atau pilih “Kosongkan saringan”.</source>
        <translation>No incident matches this filter. Clear the search with Esc, or choose “Clear the filter”.</translation>
    </message>
    <message>
        <source>Tidak ada kejadian terbuka. Laporan baru muncul di sini dengan sendirinya; tekan N untuk mencatat telepon.</source>
        <translation>No incident is open. New reports appear here by themselves; press N to take a call.</translation>
    </message>
    <message>
        <source>Anda belum memegang kejadian. Pilih satu, lalu tekan K untuk klaim.</source>
        <translation>You have no incident. Select one, then press K to claim it.</translation>
    </message>
    <message>
        <source>Semua kejadian terbuka sudah ada penanggung jawabnya.</source>
        <translation>Every open incident has somebody responsible.</translation>
    </message>
    <message>
        <source>Tidak ada yang lewat tenggat.</source>
        <translation>Nothing is overdue.</translation>
    </message>
    <message>
        <source>Belum ada kejadian yang selesai.</source>
        <translation>No incident is done yet.</translation>
    </message>
</context>
<context>
    <name>Recommendation</name>
    <message>
        <source>Saran: tambah {0}.</source>
        <translation>Suggestion: add {0}.</translation>
    </message>
    <message>
        <source>Saran: {0}.</source>
        <translation>Suggestion: {0}.</translation>
    </message>
    <message>
        <source>Karena: {0}</source>
        <translation>Because: {0}</translation>
    </message>
    <message>
        <source>Kurang: {0}</source>
        <translation>Missing: {0}</translation>
    </message>
    <message>
        <source>Saran penugasan</source>
        <translation>Suggested assignment</translation>
    </message>
    <message>
        <source>Pilih</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Periksa</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Terima</source>
        <translation>Accept</translation>
    </message>
    <message>
        <source>Tambah {0}</source>
        <translation>Add {0}</translation>
    </message>
    <message>
        <source>{0} sebagai OPD utama</source>
        <translation>{0} as lead agency</translation>
    </message>
    <message>
        <source>{0} sebagai pendukung</source>
        <translation>{0} as supporting</translation>
    </message>
</context>
<context>
    <name>Rung</name>
    <message>
        <source>diterima</source>
        <translation>received</translation>
    </message>
    <message>
        <source>diklaim</source>
        <translation>claimed</translation>
    </message>
    <message>
        <source>ditugaskan</source>
        <translation>dispatched</translation>
    </message>
    <message>
        <source>di lokasi</source>
        <translation>on scene</translation>
    </message>
    <message>
        <source>tertangani</source>
        <translation>resolved</translation>
    </message>
    <message>
        <source>selesai</source>
        <translation>closed</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message numerus="yes">
        <source>%n perintah dari konsol lain di komputer ini, yang sudah ditutup, dikirim dari sini.</source>
        <translation>
            <numerusform>%n command from another console on this computer, which was closed, is sent from here.</numerusform>
            <numerusform>%n commands from another console on this computer, which was closed, are sent from here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Severity</name>
    <message>
        <source>Kritis</source>
        <translation>Critical</translation>
    </message>
    <message>
        <source>Tinggi</source>
        <translation>High</translation>
    </message>
    <message>
        <source>Sedang</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>Rendah</source>
        <translation>Low</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Tanda masuk tidak dapat disimpan di disk: {reason}.</source>
        <translation>The sign-in could not be stored on disk: {reason}.</translation>
    </message>
    <message>
        <source>Jawaban server tidak dikenal. Periksa alamatnya.</source>
        <translation>The server&apos;s answer is not known. Check the address.</translation>
    </message>
    <message>
        <source>Alamat server tidak terbaca.</source>
        <translation>The server address cannot be read.</translation>
    </message>
    <message>
        <source>Isi alamat server, misalnya https://patria.contoh.go.id</source>
        <translation>Enter the server address, for instance https://patria.contoh.go.id</translation>
    </message>
    <message>
        <source>Alamat server dimulai dengan https://</source>
        <translation>A server address begins with https://</translation>
    </message>
    <message>
        <source>Tanpa https kata sandi terbaca di jaringan. Pakai alamat https://</source>
        <translation>Without https the password can be read on the network. Use an address with https://</translation>
    </message>
    <message>
        <source>Jangan menulis nama atau kata sandi di dalam alamat.</source>
        <translation>Do not write a name or password into the address.</translation>
    </message>
    <message>
        <source>Alamat server</source>
        <translation>Server address</translation>
    </message>
    <message>
        <source>Nama pengguna</source>
        <translation>User name</translation>
    </message>
    <message>
        <source>Kata sandi</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Kode dari ponsel, atau kode cadangan</source>
        <translation>Code from the phone, or a recovery code</translation>
    </message>
    <message>
        <source>Masuk</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>Baca gambar terakhir tanpa masuk</source>
        <translation>Read the last picture without signing in</translation>
    </message>
    <message>
        <source>Menghubungi server…</source>
        <translation>Contacting the server…</translation>
    </message>
    <message>
        <source>sudah diketik</source>
        <translation>typed already</translation>
    </message>
    <message>
        <source>Patria</source>
        <translation>Patria</translation>
    </message>
    <message>
        <source>Masuk ke server</source>
        <translation>Sign in to the server</translation>
    </message>
    <message>
        <source>Isi nama pengguna.</source>
        <translation>Enter the user name.</translation>
    </message>
    <message>
        <source>Isi kata sandi.</source>
        <translation>Enter the password.</translation>
    </message>
    <message>
        <source>Isi kode.</source>
        <translation>Enter the code.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>terbuka</source>
        <translation>open</translation>
    </message>
    <message>
        <source>ditugaskan</source>
        <translation>dispatched</translation>
    </message>
    <message>
        <source>di lokasi</source>
        <translation>on scene</translation>
    </message>
    <message>
        <source>tertangani</source>
        <translation>resolved</translation>
    </message>
    <message>
        <source>selesai</source>
        <translation>closed</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>{0} melewati langkah {1} pada {2}: {3}</source>
        <translation>{0} skipped the step {1} on {2}: {3}</translation>
    </message>
    <message>
        <source>Klaim {0} atas {1} ({2}) basi; siapa saja boleh mengambilnya dengan K.</source>
        <translation>The claim of {0} on {1} ({2}) is stale; anybody may take it with K.</translation>
    </message>
    <message numerus="yes">
        <source>%n klaim basi; siapa saja boleh mengambilnya dengan K.</source>
        <translation>
            <numerusform>%n claim is stale; anybody may take it with K.</numerusform>
            <numerusform>%n claims are stale; anybody may take them with K.</numerusform>
        </translation>
    </message>
    <message>
        <source>belum</source>
        <translation>open</translation>
    </message>
    <message>
        <source>selesai</source>
        <translation>done</translation>
    </message>
    <message>
        <source>dilewati</source>
        <translation>skipped</translation>
    </message>
    <message>
        <source>wajib</source>
        <translation>required</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>Langkah penanganan</source>
        <translation>Response steps</translation>
    </message>
    <message>
        <source>Kategori ini belum punya langkah penanganan.</source>
        <translation>This category has no response steps yet.</translation>
    </message>
    <message>
        <source>Catat: keadaan terkendali</source>
        <translation>Record: under control</translation>
    </message>
    <message>
        <source>Langkah</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>{0} dari {1}</source>
        <translation>{0} of {1}</translation>
    </message>
    <message numerus="yes">
        <source>%n langkah wajib menahan penutupan.</source>
        <translation>
            <numerusform>%n required step holds back the closing.</numerusform>
            <numerusform>%n required steps hold back the closing.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tidak ada langkah wajib yang menahan penutupan.</source>
        <translation>No required step holds back the closing.</translation>
    </message>
    <message>
        <source>{0} ke sini, Spasi selesai, S lewati.</source>
        <translation>{0} jumps here, Space done, S skips.</translation>
    </message>
    <message numerus="yes">
        <source>%n langkah wajib dilewati.</source>
        <translation>
            <numerusform>%n required step skipped.</numerusform>
            <numerusform>%n required steps skipped.</numerusform>
        </translation>
    </message>
    <message>
        <source>Dari kategori sebelumnya: {0}</source>
        <translation>From the earlier category: {0}</translation>
    </message>
    <message>
        <source>Peran Anda tidak boleh menandai langkah.</source>
        <translation>Your role may not mark steps.</translation>
    </message>
    <message>
        <source>Kejadian ini sudah ditutup; buka kembali dahulu.</source>
        <translation>This incident is closed; reopen it first.</translation>
    </message>
    <message>
        <source>Lewati “{0}”? Pengawas diberi tahu.</source>
        <translation>Skip “{0}”? The supervisor is told.</translation>
    </message>
    <message>
        <source>Lewati</source>
        <translation>Skip</translation>
    </message>
    <message>
        <source>Alasan</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Waktu</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>Waktu kejadian</source>
        <translation>Times of the incident</translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>antre</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>terkirim</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>tercatat</source>
        <translation>recorded</translation>
    </message>
    <message>
        <source>BELUM TERKIRIM</source>
        <translation>NOT SENT</translation>
    </message>
    <message>
        <source>ditolak</source>
        <translation>rejected</translation>
    </message>
    <message>
        <source>kedaluwarsa</source>
        <translation>expired</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Laporan {door}</source>
        <translation>Report {door}</translation>
    </message>
    <message>
        <source>{agency} di lapangan</source>
        <translation>{agency} in the field</translation>
    </message>
    <message>
        <source>sistem</source>
        <translation>system</translation>
    </message>
    <message>
        <source>{kind} (jenis yang belum dikenal versi ini)</source>
        <translation>{kind} (a kind this version does not know)</translation>
    </message>
    <message>
        <source>membuka kejadian</source>
        <translation>opened the incident</translation>
    </message>
    <message>
        <source>laporan digabung</source>
        <translation>report merged</translation>
    </message>
    <message>
        <source>ditandai {what}</source>
        <translation>marked {what}</translation>
    </message>
    <message>
        <source>keparahan menjadi {what}</source>
        <translation>severity became {what}</translation>
    </message>
    <message>
        <source>kategori menjadi {what}</source>
        <translation>category became {what}</translation>
    </message>
    <message>
        <source>status menjadi {what}</source>
        <translation>status became {what}</translation>
    </message>
    <message>
        <source>mengambil alih dari {whom}</source>
        <translation>took over from {whom}</translation>
    </message>
    <message>
        <source>mengklaim</source>
        <translation>claimed</translation>
    </message>
    <message>
        <source>melepas klaim {whom}</source>
        <translation>released the claim of {whom}</translation>
    </message>
    <message>
        <source>letak menjadi {where}</source>
        <translation>position became {where}</translation>
    </message>
    <message>
        <source>menugaskan {whom}</source>
        <translation>assigned {whom}</translation>
    </message>
    <message>
        <source>catatan untuk pelapor</source>
        <translation>note to the reporter</translation>
    </message>
    <message>
        <source>catatan</source>
        <translation>note</translation>
    </message>
    <message>
        <source>membuka identitas pelapor</source>
        <translation>revealed the reporter&apos;s identity</translation>
    </message>
    <message>
        <source>meminta jeda jam ({what})</source>
        <translation>asked to pause the clock ({what})</translation>
    </message>
    <message>
        <source>menyetujui jeda; tenggat berhenti</source>
        <translation>approved the pause; the deadline stops</translation>
    </message>
    <message>
        <source>menolak jeda</source>
        <translation>rejected the pause</translation>
    </message>
    <message>
        <source>menerima bukti</source>
        <translation>accepted proof</translation>
    </message>
    <message>
        <source>menolak bukti</source>
        <translation>rejected proof</translation>
    </message>
    <message>
        <source>berjanji kepada pelapor, paling lambat {when}</source>
        <translation>promised the reporter, by {when}</translation>
    </message>
    <message>
        <source>janji ditepati</source>
        <translation>promise kept</translation>
    </message>
    <message>
        <source>janji tidak ditepati</source>
        <translation>promise not kept</translation>
    </message>
    <message>
        <source>melanjutkan jam</source>
        <translation>let the clock run again</translation>
    </message>
    <message>
        <source>melanjutkan jam; tenggat menjadi {when}</source>
        <translation>let the clock run again; the deadline became {when}</translation>
    </message>
    <message>
        <source>mengirim bukti ({photos} foto, {agency})</source>
        <translation>sent proof ({photos} photos, {agency})</translation>
    </message>
    <message>
        <source>{count} hal mencurigakan</source>
        <translation>suspicious points: {count}</translation>
    </message>
    <message>
        <source>terpilih diperiksa</source>
        <translation>picked for a check</translation>
    </message>
    <message>
        <source>mengabari pelapor lewat status laporan</source>
        <translation>told the reporter by the report&apos;s status</translation>
    </message>
    <message>
        <source>kabar untuk pelapor diantrekan lewat {channel}</source>
        <translation>news for the reporter waits for {channel}</translation>
    </message>
    <message>
        <source>kabar untuk pelapor terkirim lewat {channel}</source>
        <translation>news for the reporter sent by {channel}</translation>
    </message>
    <message>
        <source>kabar untuk pelapor gagal lewat {channel}</source>
        <translation>news for the reporter failed by {channel}</translation>
    </message>
    <message>
        <source>pelapor perlu dihubungi sendiri lewat {channel}</source>
        <translation>the reporter is to be contacted by hand by {channel}</translation>
    </message>
    <message>
        <source>kabar untuk pelapor lewat {channel}</source>
        <translation>news for the reporter by {channel}</translation>
    </message>
    <message>
        <source>menghubungi {whom} lewat {how}: {what}</source>
        <translation>contacted {whom} by {how}: {what}</translation>
    </message>
    <message>
        <source>pesan ke {whom} lewat {how}: {what}</source>
        <translation>message to {whom} by {how}: {what}</translation>
    </message>
    <message>
        <source>menyimpan kontak {name}</source>
        <translation>saved the contact {name}</translation>
    </message>
    <message>
        <source>menghapus kontak</source>
        <translation>deleted a contact</translation>
    </message>
    <message>
        <source>menyimpan jadwal piket {whom}</source>
        <translation>saved the duty of {whom}</translation>
    </message>
    <message>
        <source>menghapus jadwal piket</source>
        <translation>deleted a duty</translation>
    </message>
    <message>
        <source>posisi unit {whom}</source>
        <translation>position of unit {whom}</translation>
    </message>
    <message>
        <source>wewenang {0} dilimpahkan kepada {1}</source>
        <translation>authority of {0} delegated to {1}</translation>
    </message>
    <message>
        <source>pelimpahan wewenang berakhir</source>
        <translation>delegation of authority ended</translation>
    </message>
    <message>
        <source>perintah #{0} disahkan</source>
        <translation>order #{0} approved</translation>
    </message>
    <message>
        <source>perintah #{0} tidak disahkan</source>
        <translation>order #{0} not approved</translation>
    </message>
    <message>
        <source>perintah #{0} diteruskan ke {1}</source>
        <translation>order #{0} forwarded to {1}</translation>
    </message>
    <message>
        <source>perintah pimpinan #{0} ke {1}</source>
        <translation>leader&apos;s order #{0} to {1}</translation>
    </message>
    <message>
        <source>penugasan #{0} ke {1}</source>
        <translation>assignment #{0} to {1}</translation>
    </message>
    <message>
        <source>#{0} {1}</source>
        <translation>#{0} {1}</translation>
    </message>
    <message>
        <source> (kata {0})</source>
        <translation> ({0} said)</translation>
    </message>
    <message>
        <source>, berbeda dari perintah</source>
        <translation>, differs from the order</translation>
    </message>
    <message>
        <source>ruang</source>
        <translation>the room</translation>
    </message>
    <message>
        <source>langkah selesai</source>
        <translation>step done</translation>
    </message>
    <message>
        <source>langkah dilewati</source>
        <translation>step skipped</translation>
    </message>
    <message>
        <source>langkah dibuka lagi</source>
        <translation>step reopened</translation>
    </message>
    <message>
        <source>dipisahkan lagi dari gabungannya</source>
        <translation>taken apart from its merge</translation>
    </message>
</context>
<context>
    <name>Top</name>
    <message>
        <source>Terbuka: {0}</source>
        <translation>Open: {0}</translation>
    </message>
    <message>
        <source>Patria</source>
        <translation>Patria</translation>
    </message>
    <message>
        <source>laporan baru</source>
        <translation>new report</translation>
    </message>
</context>
<context>
    <name>Unsettled</name>
    <message>
        <source>Perintah yang menunggu Anda</source>
        <translation>Commands that wait for you</translation>
    </message>
    <message>
        <source>dan {0} perintah lagi</source>
        <translation>and {0} more commands</translation>
    </message>
    <message>
        <source>Kirim lagi</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Buang</source>
        <translation>Drop</translation>
    </message>
    <message>
        <source>Mengerti</source>
        <translation>Understood</translation>
    </message>
    <message>
        <source>Salin</source>
        <translation>Copy</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Wewenang {0} · {1} s.d. {2}</source>
        <translation>Authority of {0} · {1} until {2}</translation>
    </message>
    <message>
        <source>Laporan masuk, 24 × 5 menit</source>
        <translation>Reports, 24 × 5 minutes</translation>
    </message>
    <message>
        <source>Laporan</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>{count} / 5 mnt</source>
        <translation>{count} / 5 min</translation>
    </message>
    <message>
        <source>rata-rata {mean}</source>
        <translation>mean {mean}</translation>
    </message>
    <message>
        <source>kini</source>
        <translation>now</translation>
    </message>
    <message>
        <source>{count} lagi</source>
        <translation>{count} more</translation>
    </message>
    <message>
        <source>tanpa OPD</source>
        <translation>no agency</translation>
    </message>
    <message>
        <source>OPD: terbuka · lewat tenggat</source>
        <translation>Agencies: open · overdue</translation>
    </message>
    <message>
        <source>OPD · lewat tenggat</source>
        <translation>Agency · overdue</translation>
    </message>
    <message>
        <source>OPD · lewat</source>
        <translation>Agency · late</translation>
    </message>
    <message>
        <source>terbuka</source>
        <translation>open</translation>
    </message>
    <message>
        <source>belum diklaim</source>
        <translation>unclaimed</translation>
    </message>
    <message>
        <source>Tidak ada lagi dalam log ini</source>
        <translation>No longer in this log</translation>
    </message>
    <message>
        <source>berubah sesudah pengarahan dimulai</source>
        <translation>changed since the briefing began</translation>
    </message>
    <message>
        <source>sisa {0}</source>
        <translation>{0} left</translation>
    </message>
    <message>
        <source>Tidak ada butir terbuka</source>
        <translation>Nothing is open</translation>
    </message>
    <message>
        <source>dan {0} lainnya</source>
        <translation>and {0} more</translation>
    </message>
    <message>
        <source>{0} butir</source>
        <translation>{0} items</translation>
    </message>
    <message>
        <source>suara mati</source>
        <translation>voice off</translation>
    </message>
    <message>
        <source>suara tidak tersedia</source>
        <translation>no voice here</translation>
    </message>
    <message>
        <source>dibacakan</source>
        <translation>read aloud</translation>
    </message>
    <message>
        <source>KRITIS baru</source>
        <translation>new CRITICAL</translation>
    </message>
    <message>
        <source>sejak {0} ({1})</source>
        <translation>since {0} ({1})</translation>
    </message>
    <message>
        <source>Tempat</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Lanjut</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Siapa</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>JEDA</source>
        <translation>PAUSED</translation>
    </message>
    <message>
        <source>hanya di dinding ini, tak tercatat</source>
        <translation>on this wall only, not recorded</translation>
    </message>
    <message>
        <source>rerata {mean}</source>
        <translation>mean {mean}</translation>
    </message>
    <message>
        <source>OPD: terbuka</source>
        <translation>Agency: open</translation>
    </message>
    <message>
        <source>OPD</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>bagian lain</source>
        <translation>other parts</translation>
    </message>
    <message>
        <source>{count} rb</source>
        <translation>{count}k</translation>
    </message>
    <message>
        <source>Jarak pandang dinding harus 0,5 sampai 50 meter.</source>
        <translation>The wall&apos;s viewing distance must be 0.5 to 50 metres.</translation>
    </message>
    <message>
        <source>Diagonal panel dinding harus 10 sampai 1000 inci.</source>
        <translation>The wall panel&apos;s diagonal must be 10 to 1000 inches.</translation>
    </message>
    <message>
        <source>Huruf dinding paling kecil 16 menit busur.</source>
        <translation>The wall&apos;s letters are at least 16 minutes of arc.</translation>
    </message>
    <message>
        <source>Belum ada OPD yang ditugaskan.</source>
        <translation>No agency is assigned yet.</translation>
    </message>
    <message>
        <source>LATIHAN</source>
        <translation>EXERCISE</translation>
    </message>
    <message>
        <source>bukan kejadian nyata</source>
        <translation>not a real incident</translation>
    </message>
    <message numerus="yes">
        <source>Laporan NYATA masuk: %n</source>
        <translation>
            <numerusform>%n REAL report came in</numerusform>
            <numerusform>%n REAL reports came in</numerusform>
        </translation>
    </message>
    <message>
        <source>lihat meja operator</source>
        <translation>see the operator&apos;s desk</translation>
    </message>
    <message>
        <source>LAYAR BEKU · data {at}, {age} lalu</source>
        <translation>SCREEN FROZEN · data {at}, {age} ago</translation>
    </message>
    <message>
        <source>sambungan ada, layar tidak diperbarui</source>
        <translation>linked, but the screen is not updated</translation>
    </message>
    <message>
        <source>TERPUTUS · gambar terakhir {at}, {age} lalu</source>
        <translation>DISCONNECTED · last picture {at}, {age} ago</translation>
    </message>
    <message>
        <source>menyambung lagi dengan sendirinya</source>
        <translation>reconnects by itself</translation>
    </message>
    <message>
        <source>tak muat: {count} petak</source>
        <translation>no room: {count} tiles</translation>
    </message>
    <message>
        <source>tak muat: {names}</source>
        <translation>no room: {names}</translation>
    </message>
    <message>
        <source>belum ditugaskan</source>
        <translation>not assigned</translation>
    </message>
    <message>
        <source>&lt; 15 mnt</source>
        <translation>&lt; 15 min</translation>
    </message>
    <message>
        <source>15–60 mnt</source>
        <translation>15–60 min</translation>
    </message>
    <message>
        <source>1–4 jam</source>
        <translation>1–4 h</translation>
    </message>
    <message>
        <source>&gt; 4 jam</source>
        <translation>&gt; 4 h</translation>
    </message>
    <message>
        <source>Menunggu data dari server.</source>
        <translation>Waiting for data from the server.</translation>
    </message>
    <message>
        <source>Peta kejadian</source>
        <translation>Incident map</translation>
    </message>
    <message>
        <source>Terbuka</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Terburuk</source>
        <translation>Worst</translation>
    </message>
    <message>
        <source>Beban OPD</source>
        <translation>Agency load</translation>
    </message>
    <message>
        <source>Umur</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>Laporan masuk</source>
        <translation>Reports</translation>
    </message>
    <message>
        <source>Pengarahan</source>
        <translation>Briefing</translation>
    </message>
    <message>
        <source>menunggu data</source>
        <translation>waiting for data</translation>
    </message>
    <message>
        <source>menunggu</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>{seconds} dtk</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>basi {seconds} dtk</source>
        <translation>stale {seconds} s</translation>
    </message>
    <message>
        <source>data {at}</source>
        <translation>data {at}</translation>
    </message>
    <message>
        <source>beku, data {at}</source>
        <translation>frozen, data {at}</translation>
    </message>
    <message>
        <source>terputus, data {at}</source>
        <translation>disconnected, data {at}</translation>
    </message>
    <message>
        <source>{title} · {count} lagi tak tampak</source>
        <translation>{title} · {count} more not shown</translation>
    </message>
    <message>
        <source>{title} · {count} lagi</source>
        <translation>{title} · {count} more</translation>
    </message>
    <message>
        <source>Tidak ada kejadian terbuka.</source>
        <translation>No incident is open.</translation>
    </message>
    <message>
        <source>Layar terisi dengan sendirinya begitu server menjawab.</source>
        <translation>The screen fills by itself as soon as the server answers.</translation>
    </message>
    <message>
        <source>Laporan baru muncul di sini dengan sendirinya.</source>
        <translation>New reports appear here by themselves.</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>Patria · Dinding</source>
        <translation>Patria · Wall</translation>
    </message>
</context>
<context>
    <name>Wish</name>
    <message>
        <source>Tandai {what}</source>
        <translation>Mark {what}</translation>
    </message>
    <message>
        <source>Ambil alih</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>Klaim</source>
        <translation>Claim</translation>
    </message>
    <message>
        <source>Keparahan {what}</source>
        <translation>Severity {what}</translation>
    </message>
    <message>
        <source>Kategori {what}</source>
        <translation>Category {what}</translation>
    </message>
    <message>
        <source>Tugaskan {what}</source>
        <translation>Assign {what}</translation>
    </message>
    <message>
        <source>Status {what}</source>
        <translation>Status {what}</translation>
    </message>
    <message>
        <source>Simpan laporan</source>
        <translation>Save report</translation>
    </message>
    <message>
        <source>Lepas</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Pindahkan letak</source>
        <translation>Move the position</translation>
    </message>
    <message>
        <source>Tambah catatan</source>
        <translation>Add a note</translation>
    </message>
    <message>
        <source>Buka identitas pelapor</source>
        <translation>Reveal the reporter&apos;s identity</translation>
    </message>
    <message>
        <source>Mulai latihan</source>
        <translation>Start the exercise</translation>
    </message>
    <message>
        <source>Akhiri latihan</source>
        <translation>End the exercise</translation>
    </message>
    <message>
        <source>Minta jeda: {what}</source>
        <translation>Ask for a pause: {what}</translation>
    </message>
    <message>
        <source>Setujui jeda</source>
        <translation>Approve the pause</translation>
    </message>
    <message>
        <source>Tolak jeda</source>
        <translation>Reject the pause</translation>
    </message>
    <message>
        <source>Terima bukti</source>
        <translation>Accept proof</translation>
    </message>
    <message>
        <source>Tolak bukti</source>
        <translation>Reject proof</translation>
    </message>
    <message>
        <source>Janji ditepati</source>
        <translation>Promise kept</translation>
    </message>
    <message>
        <source>Janji tidak ditepati</source>
        <translation>Promise not kept</translation>
    </message>
    <message>
        <source>Lanjutkan jam</source>
        <translation>Resume the clock</translation>
    </message>
    <message>
        <source>Kirim bukti</source>
        <translation>Send proof</translation>
    </message>
    <message>
        <source>Catat janji</source>
        <translation>Record promise</translation>
    </message>
    <message>
        <source>Kabari pelapor</source>
        <translation>Tell the reporter</translation>
    </message>
    <message>
        <source>Simpan kontak {name}</source>
        <translation>Save contact {name}</translation>
    </message>
    <message>
        <source>Hapus kontak</source>
        <translation>Delete contact</translation>
    </message>
    <message>
        <source>Simpan jadwal piket {who}</source>
        <translation>Save the duty of {who}</translation>
    </message>
    <message>
        <source>Hapus jadwal piket</source>
        <translation>Delete duty</translation>
    </message>
    <message>
        <source>Catat panggilan {who}: {what}</source>
        <translation>Record the call to {who}: {what}</translation>
    </message>
    <message>
        <source>Kirim pesan penugasan</source>
        <translation>Send the assignment&apos;s message</translation>
    </message>
    <message>
        <source>Uji jangkauan {who}</source>
        <translation>Test the reach of {who}</translation>
    </message>
    <message>
        <source>Teruskan perintah ke {0}</source>
        <translation>Forward the order to {0}</translation>
    </message>
    <message>
        <source>Perintah ke {0}: “{1}”</source>
        <translation>Order to {0}: “{1}”</translation>
    </message>
    <message>
        <source>Perintah #{0}: {1}</source>
        <translation>Order #{0}: {1}</translation>
    </message>
    <message>
        <source>Limpahkan wewenang kepada {0}</source>
        <translation>Delegate authority to {0}</translation>
    </message>
    <message>
        <source>Akhiri pelimpahan wewenang</source>
        <translation>End the delegation of authority</translation>
    </message>
    <message>
        <source>Sahkan perintah #{0}</source>
        <translation>Approve order #{0}</translation>
    </message>
    <message>
        <source>Jangan sahkan perintah #{0}</source>
        <translation>Do not approve order #{0}</translation>
    </message>
    <message>
        <source>Ambil tanggung jawab ruang</source>
        <translation>Take responsibility for the room</translation>
    </message>
    <message>
        <source>Tulis di log regu</source>
        <translation>Write in the shift log</translation>
    </message>
    <message>
        <source>Catat tempat duduk</source>
        <translation>Record a seat</translation>
    </message>
    <message>
        <source>Beri instruksi tetap</source>
        <translation>Give a standing instruction</translation>
    </message>
    <message>
        <source>Konfirmasi instruksi tetap</source>
        <translation>Confirm the standing instruction</translation>
    </message>
    <message>
        <source>Akhiri instruksi tetap</source>
        <translation>End the standing instruction</translation>
    </message>
    <message>
        <source>Buka serah terima</source>
        <translation>Open the handover</translation>
    </message>
    <message>
        <source>Tanyakan butir</source>
        <translation>Ask about an item</translation>
    </message>
    <message>
        <source>Jawab pertanyaan</source>
        <translation>Answer the question</translation>
    </message>
    <message>
        <source>Tegaskan ulang butir</source>
        <translation>Restate an item</translation>
    </message>
    <message>
        <source>Tanda tangani serah terima</source>
        <translation>Sign the handover</translation>
    </message>
    <message>
        <source>Tolak serah terima</source>
        <translation>Refuse the handover</translation>
    </message>
    <message>
        <source>Catatan susulan</source>
        <translation>Add a note</translation>
    </message>
    <message>
        <source>Mulai pengarahan</source>
        <translation>Start the briefing</translation>
    </message>
    <message>
        <source>Atur pengarahan</source>
        <translation>Move the briefing</translation>
    </message>
    <message>
        <source>Tandai langkah selesai</source>
        <translation>Mark step as done</translation>
    </message>
    <message>
        <source>Lewati langkah</source>
        <translation>Skip step</translation>
    </message>
    <message>
        <source>Buka lagi langkah</source>
        <translation>Reopen step</translation>
    </message>
    <message>
        <source>Catat {what}</source>
        <translation>Record {what}</translation>
    </message>
    <message>
        <source>Pisahkan yang digabung</source>
        <translation>Take the merge apart</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>telepon 112</source>
        <translation>telephone 112</translation>
    </message>
    <message>
        <source>telepon</source>
        <translation>telephone</translation>
    </message>
    <message>
        <source>WhatsApp</source>
        <translation>WhatsApp</translation>
    </message>
    <message>
        <source>Telegram</source>
        <translation>Telegram</translation>
    </message>
    <message>
        <source>surel</source>
        <translation>e-mail</translation>
    </message>
    <message>
        <source>radio</source>
        <translation>radio</translation>
    </message>
    <message>
        <source>SMS</source>
        <translation>SMS</translation>
    </message>
    <message>
        <source>sistem</source>
        <translation>system</translation>
    </message>
    <message>
        <source>MQTT</source>
        <translation>MQTT</translation>
    </message>
    <message>
        <source>aplikasi</source>
        <translation>app</translation>
    </message>
    <message>
        <source>media sosial</source>
        <translation>social media</translation>
    </message>
    <message>
        <source>datang langsung</source>
        <translation>in person</translation>
    </message>
</context>
</TS>

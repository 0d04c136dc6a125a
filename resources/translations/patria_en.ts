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
        <source>%n kritis baru</source>
        <translation>
            <numerusform>%n new critical</numerusform>
            <numerusform>%n new critical</numerusform>
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
        <source>Ingat pilihan ini di komputer ini</source>
        <translation>Remember this choice on this computer</translation>
    </message>
    <message>
        <source>Layar ini dipakai untuk apa?</source>
        <translation>What is this screen for?</translation>
    </message>
    <message>
        <source>Bisa diganti kapan saja: patria --role dispatch atau patria --role wall</source>
        <translation>Can be changed at any time: patria --role dispatch or patria --role wall</translation>
    </message>
    <message>
        <source>Patria · {city}</source>
        <translation>Patria · {city}</translation>
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
        <source>Membuka kembali perlu catatan: status terbuka CATATAN</source>
        <translation>Reopening needs a note: status terbuka NOTE</translation>
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
        <source>mencari „{0}“ di antrean</source>
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
        <source>OPD „{0}“ tidak ada di paket kota.</source>
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
        <source>Kategori „{0}“ tidak dikenal.</source>
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
        <source>terverifikasi {0}</source>
        <translation>verified {0}</translation>
    </message>
    <message>
        <source>belum diverifikasi</source>
        <translation>not verified</translation>
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
        <source>Paket kota belum memuat OPD. Isi agencies.yaml, lalu mulai ulang.</source>
        <translation>The city pack has no agencies. Fill in agencies.yaml, then restart.</translation>
    </message>
    <message>
        <source>{0} ke sini · Enter tugaskan</source>
        <translation>{0} comes here · Enter assigns</translation>
    </message>
</context>
<context>
    <name>Desk</name>
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
        <source>Ubah keparahan atau kategori („{0}“)</source>
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
        <source>Tandai „{0}“ dengan %n laporan sebagai {1}?</source>
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
        <source>Langkah</source>
        <translation>Steps</translation>
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
        <source>wajib</source>
        <translation>mandatory</translation>
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
        <source>Tindakan „{0}” tidak dikenal.</source>
        <translation>The action “{0}” is not known.</translation>
    </message>
    <message>
        <source>„{0}” bukan tombol.</source>
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
        <source>semua tombol</source>
        <translation>all keys</translation>
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
    <name>Picker</name>
    <message>
        <source>Pilihan untuk {0}</source>
        <translation>Choices for {0}</translation>
    </message>
    <message>
        <source>tidak ada yang cocok dengan „{0}“</source>
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
        <source>Batal</source>
        <translation>Cancel</translation>
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
        <source>Cari judul, tempat, nomor, isi laporan…</source>
        <translation>Search title, place, number, report text…</translation>
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
        <source>Hapus</source>
        <translation>Delete</translation>
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
        <source>status</source>
        <translation>status</translation>
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
        <source>Tidak ada kejadian yang cocok dengan saringan ini. Kosongkan pencarian dengan Esc, atau pilih „Kosongkan saringan“.</source>
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
        <source>Terlalu banyak percobaan. Coba lagi dalam {seconds} dtk.</source>
        <translation>Too many attempts. Try again in {seconds} s.</translation>
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
        <source>dikonfirmasi</source>
        <translation>confirmed</translation>
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
</context>
<context>
    <name>Wall</name>
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
</context>
<context>
    <name>Words</name>
    <message>
        <source>Dinding</source>
        <translation>Wall</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>Pengawas</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>Pimpinan</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>OPD</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>Auditor</translation>
    </message>
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

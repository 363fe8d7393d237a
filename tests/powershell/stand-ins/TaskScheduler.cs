// A stand-in of the COM class Schedule.Service: refuses what Windows' own refuses, keeps what it is given, and really runs a registered action.
// https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-objects
using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Schema;

namespace DirSyncStandIn {
    /// <summary>An account that Windows could log on.</summary>
    public class Account {
        public string Name;
        public string Sid;
        public string Password;
        public bool GroupManaged;
        public bool BatchRight = true;
    }

    public static class Hresult {
        public const int AccessDenied = unchecked((int)0x80070005);
        public const int NotFound = unchecked((int)0x80070002);
        public const int AlreadyExists = unchecked((int)0x800700B7);
        public const int NotEmpty = unchecked((int)0x80070091);
        public const int InvalidName = unchecked((int)0x8007007B);
        public const int InvalidArgument = unchecked((int)0x80070057);
        public const int NoneMapped = unchecked((int)0x80070534);
        public const int LogonFailure = unchecked((int)0x8007052E);
        public const int LogonTypeNotGranted = unchecked((int)0x80070569);
        public const int PasswordsNotStored = unchecked((int)0x80070520);
        public const int NotConnected = unchecked((int)0x80041315);
        public const int MissingNode = unchecked((int)0x80041319);
        public const int MalformedXml = unchecked((int)0x8004131A);
        public const int InvalidValue = unchecked((int)0x80041318);
        public const int Disabled = unchecked((int)0x80041326);
        public const int AlreadyRunning = unchecked((int)0x8004131F);
        public const int Running = 0x41301;
        public const int NeverRan = 0x41303;
        public const int Terminated = 0x41306;

        public static Exception Fault(int code, string text) {
            // What .NET makes of these two when COM returns them.
            if (code == AccessDenied) return new UnauthorizedAccessException(text) { HResult = code };
            if (code == NotFound) return new FileNotFoundException(text) { HResult = code };
            return new COMException(text + " (0x" + code.ToString("X8") + ")", code);
        }
    }

    /// <summary>The whole service: folders by their paths, tasks by theirs.</summary>
    public class Store {
        public const string Namespace = "http://schemas.microsoft.com/windows/2004/02/mit/task";
        public readonly SortedDictionary<string, string> Folders = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        public readonly SortedDictionary<string, RegisteredTask> Tasks = new SortedDictionary<string, RegisteredTask>(StringComparer.OrdinalIgnoreCase);
        public readonly Dictionary<string, Account> Accounts = new Dictionary<string, Account>(StringComparer.OrdinalIgnoreCase);
        public readonly Dictionary<string, string> Environment = new Dictionary<string, string>();
        public bool Elevated = true;
        /// <summary>Policy "do not allow storage of passwords and credentials".</summary>
        public bool PasswordsRefused;
        /// <summary>Fails the next registration of the task with this name, once.</summary>
        public string FailAt;
        public string SchemaFile;

        public Store() { Folders["\\"] = "D:(A;;FA;;;BA)(A;;FA;;;SY)(A;;FR;;;AU)"; }

        public Account Find(string name) {
            Account found;
            if (name != null && Accounts.TryGetValue(name, out found)) return found;
            foreach (var account in Accounts.Values) if (string.Equals(account.Sid, name, StringComparison.OrdinalIgnoreCase)) return account;
            return null;
        }

        public void NeedsElevation() {
            if (!Elevated) throw Hresult.Fault(Hresult.AccessDenied, "Access is denied.");
        }

        /// <summary>Everything that is kept, as text: the same text is the same state.</summary>
        public string Snapshot() {
            var text = new StringBuilder();
            foreach (var folder in Folders) text.AppendLine("folder " + folder.Key + " " + folder.Value);
            foreach (var task in Tasks.Values)
                text.AppendLine("task " + task.Path + " " + task.Sddl + " " + task.UserSid + " " + (task.StoredPassword == null ? "no password" : "a password of " + task.StoredPassword.GetHashCode()) + "\n" + task.Xml);
            return text.ToString();
        }
    }

    public class TaskService {
        public readonly Store Store;
        public bool Connected { get; private set; }
        public TaskService(Store store) { Store = store; }
        public void Connect() { Connected = true; }
        public TaskFolder GetFolder(string path) {
            if (!Connected) throw Hresult.Fault(Hresult.NotConnected, "The Task Scheduler service must be connected first.");
            if (string.IsNullOrEmpty(path) || path[0] != '\\' || (path.Length > 1 && path.EndsWith("\\"))) throw Hresult.Fault(Hresult.InvalidName, "The filename, directory name, or volume label syntax is incorrect.");
            if (!Store.Folders.ContainsKey(path)) throw Hresult.Fault(Hresult.NotFound, "The system cannot find the file specified.");
            return new TaskFolder(Store, path);
        }
    }

    /// <summary>ITaskFolderCollection and IRegisteredTaskCollection: 1-based.</summary>
    public class Collection<T> : IEnumerable<T> {
        private readonly List<T> items;
        public Collection(IEnumerable<T> items) { this.items = items.ToList(); }
        public int Count { get { return items.Count; } }
        public T Item(int index) { return items[index - 1]; }
        public IEnumerator<T> GetEnumerator() { return items.GetEnumerator(); }
        IEnumerator IEnumerable.GetEnumerator() { return items.GetEnumerator(); }
    }

    public class TaskFolder {
        private readonly Store store;
        public string Path { get; private set; }
        public string Name { get { return Path == "\\" ? "\\" : Path.Substring(Path.LastIndexOf('\\') + 1); } }
        public TaskFolder(Store store, string path) { this.store = store; Path = path; }

        private string Absolute(string path) {
            if (string.IsNullOrEmpty(path) || Regex.IsMatch(path, "[/:*?\"<>|]") || path.EndsWith("\\")) throw Hresult.Fault(Hresult.InvalidName, "The filename, directory name, or volume label syntax is incorrect.");
            if (path[0] == '\\') return path;
            return Path == "\\" ? "\\" + path : Path + "\\" + path;
        }

        private static string ParentOf(string path) {
            int cut = path.LastIndexOf('\\');
            return cut == 0 ? "\\" : path.Substring(0, cut);
        }

        public TaskFolder GetFolder(string path) {
            string absolute = Absolute(path);
            if (!store.Folders.ContainsKey(absolute)) throw Hresult.Fault(Hresult.NotFound, "The system cannot find the file specified.");
            return new TaskFolder(store, absolute);
        }

        public Collection<TaskFolder> GetFolders(int flags) {
            if (flags != 0) throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
            return new Collection<TaskFolder>(store.Folders.Keys.Where(key => key != "\\" && ParentOf(key) == Path).Select(key => new TaskFolder(store, key)));
        }

        public TaskFolder CreateFolder(string path, object sddl) {
            store.NeedsElevation();
            string absolute = Absolute(path);
            if (store.Folders.ContainsKey(absolute)) throw Hresult.Fault(Hresult.AlreadyExists, "Cannot create a file when that file already exists.");
            string text = Text(sddl);
            CheckSddl(text);
            Add(absolute, text ?? store.Folders["\\"]);
            return new TaskFolder(store, absolute);
        }

        private void Add(string path, string sddl) {
            string parent = ParentOf(path);
            if (!store.Folders.ContainsKey(parent)) Add(parent, store.Folders["\\"]);
            store.Folders[path] = sddl;
        }

        public void DeleteFolder(string name, int flags) {
            store.NeedsElevation();
            string absolute = Absolute(name);
            if (!store.Folders.ContainsKey(absolute)) throw Hresult.Fault(Hresult.NotFound, "The system cannot find the file specified.");
            if (store.Tasks.Keys.Concat(store.Folders.Keys).Any(key => key.StartsWith(absolute + "\\", StringComparison.OrdinalIgnoreCase))) throw Hresult.Fault(Hresult.NotEmpty, "The directory is not empty.");
            store.Folders.Remove(absolute);
        }

        public RegisteredTask GetTask(string path) {
            RegisteredTask task;
            if (!store.Tasks.TryGetValue(Absolute(path), out task)) throw Hresult.Fault(Hresult.NotFound, "The system cannot find the file specified.");
            return task;
        }

        /// <param name="flags">1: hidden ones too</param>
        public Collection<RegisteredTask> GetTasks(int flags) {
            if (flags != 0 && flags != 1) throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
            return new Collection<RegisteredTask>(store.Tasks.Values.Where(task => ParentOf(task.Path).Equals(Path, StringComparison.OrdinalIgnoreCase)));
        }

        public void DeleteTask(string name, int flags) {
            store.NeedsElevation();
            if (flags != 0) throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
            RegisteredTask task = GetTask(name);
            if (task.State == 4) task.Stop(0);
            store.Tasks.Remove(task.Path);
        }

        public string GetSecurityDescriptor(int information) { return store.Folders[Path]; }
        public void SetSecurityDescriptor(string sddl, int flags) {
            store.NeedsElevation();
            CheckSddl(sddl);
            store.Folders[Path] = sddl;
        }

        public RegisteredTask RegisterTask(string path, string xml, int flags, object user, object password, int logonType, object sddl) {
            store.NeedsElevation();
            string absolute = Absolute(path);
            // 1 validate only, 2 create, 4 update, 8 disable, 0x10 no entry for the principal, 0x20 ignore registration triggers
            if ((flags & ~0x3F) != 0 || (flags & 7) == 0) throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
            if (logonType < 0 || logonType > 6) throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
            string userName = Text(user), secret = Text(password), descriptor = Text(sddl);
            CheckSddl(descriptor);
            XmlDocument document = Validate(xml);
            Account account = AccountFor(document, userName, secret, logonType);
            bool exists = store.Tasks.ContainsKey(absolute);
            if (exists && (flags & 4) == 0) throw Hresult.Fault(Hresult.AlreadyExists, "Cannot create a file when that file already exists.");
            if (!exists && (flags & 2) == 0 && (flags & 1) == 0) throw Hresult.Fault(Hresult.NotFound, "The system cannot find the file specified.");
            if (store.FailAt != null && absolute.EndsWith("\\" + store.FailAt, StringComparison.OrdinalIgnoreCase)) {
                store.FailAt = null;
                throw Hresult.Fault(unchecked((int)0x800706BA), "The RPC server is unavailable.");
            }
            if ((flags & 1) != 0) return null;
            if (!store.Folders.ContainsKey(ParentOf(absolute))) Add(ParentOf(absolute), store.Folders["\\"]);
            string kept = descriptor ?? "D:(A;;FA;;;BA)(A;;FA;;;SY)";
            if ((flags & 0x10) == 0) kept += "(A;;FR;;;" + account.Sid + ")";
            var task = new RegisteredTask(store, absolute, document, account, secret, kept);
            if ((flags & 8) != 0) task.Enabled = false;
            RegisteredTask before;
            if (store.Tasks.TryGetValue(absolute, out before)) task.TakeOver(before);
            store.Tasks[absolute] = task;
            return task;
        }

        private static string Text(object given) {
            var wrapped = given as System.Management.Automation.PSObject;
            object value = wrapped == null ? given : wrapped.BaseObject;
            if (value == null || value is DBNull) return null;
            var text = value as string;
            if (text == null) throw Hresult.Fault(unchecked((int)0x80020005), "Type mismatch.");
            return text;
        }

        private static void CheckSddl(string sddl) {
            if (sddl == null) return;
            // Owner and group may be there; entries of an access list with six fields each.
            if (!Regex.IsMatch(sddl, @"^(O:(S-[\d-]+|[A-Z]{2}))?(G:(S-[\d-]+|[A-Z]{2}))?D:(P|AI|AR)*(\([AD];(OI|CI|NP|IO|ID)*;(0x[0-9a-fA-F]+|([A-Z]{2})+);;;(S-[\d-]+|[A-Z]{2})\))*$"))
                throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
        }

        private XmlDocument Validate(string xml) {
            if (string.IsNullOrEmpty(xml)) throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
            var document = new XmlDocument();
            var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, DtdProcessing = DtdProcessing.Prohibit };
            settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings | XmlSchemaValidationFlags.ProcessIdentityConstraints;
            settings.Schemas.Add(Store.Namespace, store.SchemaFile);
            settings.ValidationEventHandler += (sender, fault) => {
                throw Hresult.Fault(Hresult.InvalidValue, "(" + fault.Exception.LineNumber + "," + fault.Exception.LinePosition + "):" + fault.Message);
            };
            // The text comes as UTF-16 whatever it declares; a declaration of another encoding is refused: "unable to switch the encoding".
            var declared = Regex.Match(xml, "^<\\?xml[^>]*encoding=[\"']([^\"']+)");
            if (declared.Success && !declared.Groups[1].Value.Equals("UTF-16", StringComparison.OrdinalIgnoreCase)) throw Hresult.Fault(Hresult.MalformedXml, "(1,40)::ERROR: unable to switch the encoding");
            try {
                using (var reader = XmlReader.Create(new StringReader(xml), settings)) document.Load(reader);
            } catch (XmlException fault) {
                throw Hresult.Fault(Hresult.MalformedXml, "The task XML is malformed. " + fault.Message);
            }
            var names = new XmlNamespaceManager(document.NameTable);
            names.AddNamespace("t", Store.Namespace);
            if (document.DocumentElement == null || document.DocumentElement.NamespaceURI != Store.Namespace) throw Hresult.Fault(unchecked((int)0x80041317), "The task XML contains an element or attribute from an unexpected namespace.");
            foreach (XmlNode trigger in document.SelectNodes("//t:TimeTrigger|//t:CalendarTrigger", names))
                if (trigger.SelectSingleNode("t:StartBoundary", names) == null) throw Hresult.Fault(Hresult.MissingNode, "The task XML is missing a required element or attribute. (StartBoundary)");
            foreach (XmlNode repetition in document.SelectNodes("//t:Repetition", names)) {
                XmlNode duration = repetition.SelectSingleNode("t:Duration", names);
                if (duration == null) continue;
                TimeSpan lasts = XmlConvert.ToTimeSpan(duration.InnerText), every = XmlConvert.ToTimeSpan(repetition.SelectSingleNode("t:Interval", names).InnerText);
                // [TimeSpan]::MaxValue is refused since Server 2016.
                if (lasts < every || lasts.TotalDays > 3650) throw Hresult.Fault(Hresult.InvalidValue, "(1,1):Duration:" + duration.InnerText);
            }
            foreach (XmlNode path in document.SelectNodes("//t:WorkingDirectory", names))
                if (path.InnerText.Contains("\"")) throw Hresult.Fault(Hresult.InvalidValue, "(1,1):WorkingDirectory:" + path.InnerText);
            return document;
        }

        private Account AccountFor(XmlDocument document, string user, string password, int logonType) {
            var names = new XmlNamespaceManager(document.NameTable);
            names.AddNamespace("t", Store.Namespace);
            XmlNode inXml = document.SelectSingleNode("//t:Principal/t:UserId", names);
            string name = string.IsNullOrEmpty(user) ? (inXml == null ? null : inXml.InnerText) : user;
            if (logonType != 1) throw Hresult.Fault(Hresult.InvalidArgument, "The stand-in has no other logon than by password.");
            if (string.IsNullOrEmpty(name)) throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
            Account account = store.Find(name);
            if (account == null) throw Hresult.Fault(Hresult.NoneMapped, "No mapping between account names and security IDs was done.");
            if (Regex.IsMatch(account.Sid, @"^S-1-5-(18|19|20)$|^S-1-5-8\d-")) throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
            if (account.GroupManaged) {
                if (password != null) throw Hresult.Fault(Hresult.LogonFailure, "The user name or password is incorrect.");
            } else {
                if (password == null) throw Hresult.Fault(Hresult.LogonFailure, "The user name or password is incorrect.");
                if (store.PasswordsRefused) throw Hresult.Fault(Hresult.PasswordsNotStored, "A specified logon session does not exist. It may already have been terminated.");
                if (password != account.Password) throw Hresult.Fault(Hresult.LogonFailure, "The user name or password is incorrect.");
            }
            return account;
        }
    }

    public class RunningTask {
        private readonly RegisteredTask task;
        public RunningTask(RegisteredTask task, uint enginePid) { this.task = task; EnginePID = enginePid; InstanceGuid = Guid.NewGuid().ToString("B"); }
        public string InstanceGuid { get; private set; }
        public uint EnginePID { get; private set; }
        public int State { get { return task.State; } }
        public string Name { get { return task.Name; } }
        public string Path { get { return task.Path; } }
        public void Refresh() { }
        public void Stop() { task.Stop(0); }
    }

    public class RegisteredTask {
        private readonly Store store;
        private readonly XmlDocument document;
        private readonly XmlNamespaceManager names;
        private readonly Account account;
        internal readonly string StoredPassword;
        private Process process;
        private bool killed;
        private int lastResult = Hresult.NeverRan;
        private DateTime lastRun = new DateTime(1999, 11, 30);

        public RegisteredTask(Store store, string path, XmlDocument document, Account account, string password, string sddl) {
            this.store = store;
            this.document = document;
            this.account = account;
            // COM copies what it is given; the caller clears its own.
            StoredPassword = password == null ? null : new string(password.ToCharArray());
            Sddl = sddl;
            Path = path;
            names = new XmlNamespaceManager(document.NameTable);
            names.AddNamespace("t", Store.Namespace);
            // Windows gives the definition back with the task's path and the account's SID.
            Set("RegistrationInfo", "URI", path);
            XmlElement principal = (XmlElement)document.SelectSingleNode("//t:Principal", names);
            if (principal != null) Put(principal, "UserId", account.Sid);
        }

        public string Path { get; private set; }
        public string Name { get { return Path.Substring(Path.LastIndexOf('\\') + 1); } }
        public string Sddl { get; private set; }
        public string UserSid { get { return account.Sid; } }
        public string Xml { get { return document.OuterXml; } }
        public DateTime LastRunTime { get { return lastRun; } }
        public int NumberOfMissedRuns { get { return 0; } }

        public DateTime NextRunTime {
            get {
                XmlNode start = document.SelectSingleNode("//t:TimeTrigger/t:StartBoundary", names), every = document.SelectSingleNode("//t:TimeTrigger/t:Repetition/t:Interval", names);
                if (!Enabled || start == null) return new DateTime(1899, 12, 30);
                DateTime next = XmlConvert.ToDateTime(start.InnerText, XmlDateTimeSerializationMode.Local);
                if (every == null || next > DateTime.Now) return next;
                TimeSpan interval = XmlConvert.ToTimeSpan(every.InnerText);
                return next + TimeSpan.FromTicks(interval.Ticks * ((DateTime.Now - next).Ticks / interval.Ticks + 1));
            }
        }

        public bool Enabled {
            get {
                XmlNode enabled = document.SelectSingleNode("/t:Task/t:Settings/t:Enabled", names);
                return enabled == null || XmlConvert.ToBoolean(enabled.InnerText);
            }
            set {
                store.NeedsElevation();
                Set("Settings", "Enabled", value ? "true" : "false");
            }
        }

        /// <summary>TASK_STATE: 1 disabled, 3 ready, 4 running.</summary>
        public int State { get { return process != null && !process.HasExited ? 4 : Enabled ? 3 : 1; } }

        public int LastTaskResult {
            get {
                if (process == null) return lastResult;
                if (!process.HasExited) return Hresult.Running;
                return killed ? Hresult.Terminated : process.ExitCode;
            }
        }

        internal void TakeOver(RegisteredTask before) {
            process = before.process;
            killed = before.killed;
            lastResult = before.lastResult;
            lastRun = before.lastRun;
        }

        public string GetSecurityDescriptor(int information) { return Sddl; }
        public void SetSecurityDescriptor(string sddl, int flags) {
            store.NeedsElevation();
            Sddl = sddl;
        }

        public Collection<RunningTask> GetInstances(int flags) {
            return new Collection<RunningTask>(State == 4 ? new[] { new RunningTask(this, (uint)process.Id) } : new RunningTask[0]);
        }

        public RunningTask Run(object parameters) {
            store.NeedsElevation();
            if (!Enabled) throw Hresult.Fault(Hresult.Disabled, "The task is disabled.");
            if (State == 4) throw Hresult.Fault(Hresult.AlreadyRunning, "An instance of this task is already running.");
            process = null;
            killed = false;
            lastRun = DateTime.Now;
            if (!account.GroupManaged && StoredPassword != account.Password) { lastResult = Hresult.LogonFailure; return new RunningTask(this, 0); }
            if (!account.BatchRight) { lastResult = Hresult.LogonTypeNotGranted; return new RunningTask(this, 0); }
            XmlNode action = document.SelectSingleNode("//t:Exec", names);
            XmlNode arguments = action.SelectSingleNode("t:Arguments", names), folder = action.SelectSingleNode("t:WorkingDirectory", names);
            var start = new ProcessStartInfo(action.SelectSingleNode("t:Command", names).InnerText.Trim('"')) {
                Arguments = arguments == null ? "" : arguments.InnerText,
                WorkingDirectory = folder == null ? System.IO.Path.GetPathRoot(System.IO.Path.GetTempPath()) : folder.InnerText,
                UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, CreateNoWindow = true
            };
            // A task has the account's environment, not that of whoever starts it.
            foreach (string name in start.Environment.Keys.Where(key => !Regex.IsMatch(key, "^(PATH|HOME|TMPDIR|TEMP|TMP|LANG|LC_ALL|TZ|SystemRoot|SystemDrive|windir|ProgramData|ProgramFiles|USERPROFILE|WINE.*)$", RegexOptions.IgnoreCase)).ToList()) start.Environment.Remove(name);
            foreach (var variable in store.Environment) start.Environment[variable.Key] = variable.Value;
            try {
                process = Process.Start(start);
            } catch (System.ComponentModel.Win32Exception) {
                lastResult = Hresult.NotFound;
                return new RunningTask(this, 0);
            }
            process.StandardInput.Close();
            process.OutputDataReceived += (sender, line) => { };
            process.ErrorDataReceived += (sender, line) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            return new RunningTask(this, (uint)process.Id);
        }

        /// <summary>Kills, without a signal that the program could act on.</summary>
        public void Stop(int flags) {
            store.NeedsElevation();
            if (flags != 0) throw Hresult.Fault(Hresult.InvalidArgument, "The parameter is incorrect.");
            if (process == null || process.HasExited) return;
            killed = true;
            process.Kill();
            process.WaitForExit();
        }

        private void Set(string part, string name, string value) {
            XmlElement root = document.DocumentElement;
            XmlElement parent = (XmlElement)root.SelectSingleNode("t:" + part, names);
            if (parent == null) parent = (XmlElement)root.PrependChild(document.CreateElement(part, Store.Namespace));
            Put(parent, name, value);
        }

        private void Put(XmlElement parent, string name, string value) {
            XmlNode node = parent.SelectSingleNode("t:" + name, names) ?? parent.AppendChild(document.CreateElement(name, Store.Namespace));
            node.InnerText = value;
        }
    }
}

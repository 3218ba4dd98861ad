using BotPartner.Core.Documents;
using BotPartner.Storage;

namespace BotPartner.Archives;

/// <summary>The commands of the host that move a store. They use the store that the settings name, and start no server.</summary>
public sealed class ArchiveCommand
{
    /// <summary>It was done, and both sides are equal where that was asked.</summary>
    public const int Done = 0;

    /// <summary>It was not done, or the sides differ; a line says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not understood.</summary>
    public const int Misused = 2;

    /// <summary>It was interrupted; the same command goes on.</summary>
    public const int Interrupted = 130;

    private const string Replace = "--replace";

    private const string Usage = """
        BotPartner                        runs the bot
        BotPartner export FILE            writes all documents of the store into FILE; goes on with one that was left unfinished
        BotPartner import FILE            writes the documents of FILE into the store, which is empty or holds nothing else
        BotPartner import FILE --replace  the same into a store in use: documents that differ are replaced, others kept
        BotPartner compare FILE           compares the store with FILE, document by document
        BotPartner backup FILE            copies the SQLite file while the bot runs ("backup --help" tells more)
        BotPartner restore FILE           puts such a copy in its place
        BotPartner doctor                 checks settings and neighbours, and says what to do
        BotPartner verify FILE            checks records of decisions, with nothing but FILE
        BotPartner manifests …            writes the Teams package and the Slack manifest ("manifests --help" tells more)

        Stop the bot first to export or import. The store is the one that the settings name; --Storage:Sqlite:Path=… and the like override them.
        FILE holds everything that the store holds, all that was said in votes too, readable: keep it as you keep the store itself.
        Exit code: 0 done (compare: equal), 1 failed (compare: not equal), 2 not understood, 130 interrupted.
        """;

    private readonly string verb;
    private readonly string? file;
    private readonly string[] settings;
    private readonly bool replace;

    private ArchiveCommand(string[] args)
    {
        verb = args[0].ToLowerInvariant();
        file = args.ElementAtOrDefault(1) is { Length: > 0 } second && !second.StartsWith("--", StringComparison.Ordinal) ? second : null;
        replace = args.Contains(Replace);
        settings = [.. args.Skip(file is null ? 1 : 2).Where(a => a != Replace)];
    }

    /// <summary>The command that a command line begins with; null if it is to run the bot.</summary>
    public static ArchiveCommand? Of(string[] args) =>
        args is [var verb, ..] && verb.ToLowerInvariant() is "export" or "import" or "compare" or "help" or "--help" or "-h" ? new(args) : null;

    /// <summary>Does it.</summary>
    /// <param name="say">Where the result goes.</param>
    /// <param name="tell">Where progress goes, and what is wrong.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <param name="adjust">Replaces parts: for tests.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(TextWriter say, TextWriter tell, CancellationToken cancellation, Action<WebApplicationBuilder>? adjust = null)
    {
        if (verb is "help" or "--help" or "-h" || settings.Contains("--help"))
        {
            await say.WriteLineAsync(Usage);
            return Done;
        }

        if (file is null || (replace && verb != "import") || settings.Index().Any(IsStray))
        {
            await tell.WriteLineAsync(Usage);
            return Misused;
        }

        try
        {
            var builder = Bot.Begin(settings);
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole(c => c.LogToStandardErrorThreshold = LogLevel.Trace);
            if (verb != "import")
            {
                // What only reads makes no store: a mistyped name would be an empty one, read to its end.
                builder.Configuration["Storage:Cosmos:Create"] = "false";
                builder.Configuration["Storage:Sqlite:Create"] = "false";
            }

            builder.AddStorage();
            adjust?.Invoke(builder);
            await using var app = builder.Build();
            var time = app.Services.GetRequiredService<TimeProvider>();
            return await Run(app.Services.GetRequiredService<IArchive>(), Path.GetFullPath(file), say, new(tell, time), time, cancellation);
        }
        catch (Exception wrong) when (wrong is ArchiveException or ConfigurationException)
        {
            await tell.WriteLineAsync(wrong.Message);
        }
        catch (StoreRefusedException refused)
        {
            await tell.WriteLineAsync($"The store refuses what it is asked: {refused.Message.ReplaceLineEndings(" ")}");
        }
        catch (StoreUnavailableException down)
        {
            await tell.WriteLineAsync($"The store failed: {down.Message.ReplaceLineEndings(" ")}. The same command goes on.");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await tell.WriteLineAsync("Interrupted. The same command goes on.");
            return Interrupted;
        }

        return Failed;
    }

    /// <summary>Whether a word is neither a setting nor the value of the one before it.</summary>
    private bool IsStray((int Index, string Word) at) =>
        !at.Word.StartsWith('-') && (at.Index == 0 || settings[at.Index - 1] is var before && (!before.StartsWith('-') || before.Contains('=', StringComparison.Ordinal)));

    private async Task<int> Run(IArchive store, string path, TextWriter say, Progress progress, TimeProvider time, CancellationToken cancellation)
    {
        var sides = new Sides(store, progress, time);
        switch (verb)
        {
            case "export":
                var exported = await new Export(store, progress).To(path, cancellation);
                await say.WriteLineAsync(string.Create(null, $"Exported {exported:N0} documents to '{path}' in {progress.Elapsed.TotalSeconds:N1} s."));
                return Done;
            case "import":
                var (written, there) = await new Import(store, sides).From(path, replace, cancellation);
                await say.WriteLineAsync(string.Create(null, $"Imported {written:N0} documents from '{path}'; {there:N0} were there already; {progress.Elapsed.TotalSeconds:N1} s."));
                return await Compare(full: !replace);
            default:
                return await Compare(full: true);
        }

        async Task<int> Compare(bool full)
        {
            var found = await new Comparison(sides, progress).With(path, cancellation);
            await say.WriteLineAsync(string.Create(
                null, $"Compared: {found.Same:N0} equal, {found.Different:N0} different, {found.OnlyInFile:N0} only in the file, {found.OnlyInStore:N0} only in the store."));
            return (full ? found.Full : found.Holds) ? Done : Failed;
        }
    }
}

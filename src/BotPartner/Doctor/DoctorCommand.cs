namespace BotPartner.Doctor;

/// <summary><c>BotPartner doctor</c>: checks settings and neighbours, and says what to do. It changes nothing.</summary>
public sealed class DoctorCommand
{
    /// <summary>Nothing is wrong.</summary>
    public const int Well = 0;

    /// <summary>Something is wrong; a line says what to do.</summary>
    public const int Unwell = 1;

    private const string Usage = """
        BotPartner doctor                 checks the settings, the store, the keys, Slack, Teams and the public address

        Reads the settings as the bot does (--Storage:Sqlite:Path=… and the like override them) and changes nothing; the bot may run meanwhile.
        Each line says ok, warning or WRONG; below what is not ok it says what to do. It takes half a minute at most. No secret is shown.
        Exit code: 0 nothing is wrong, 1 something is.
        """;

    private readonly string[] settings;

    private DoctorCommand(string[] settings) => this.settings = settings;

    /// <summary>The command that a command line begins with; null if it is another.</summary>
    public static DoctorCommand? Of(string[] args) => args is [var verb, ..] && verb.Equals("doctor", StringComparison.OrdinalIgnoreCase) ? new(args[1..]) : null;

    /// <summary>Does it.</summary>
    /// <param name="say">Where the lines go.</param>
    /// <param name="far">The way to Slack, Microsoft and the public address; another in tests. It follows no redirects: tokens go where they were meant to.</param>
    /// <param name="adjust">Replaces settings and time: for tests.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(TextWriter say, HttpMessageHandler? far, Action<WebApplicationBuilder>? adjust, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(say);
        if (settings is ["--help" or "-h" or "help"])
        {
            await say.WriteLineAsync(Usage);
            return Well;
        }

        var found = await Look(far, adjust, cancellation);
        foreach (var finding in found)
        {
            var mark = finding.Mark switch { Mark.Ok => "ok", Mark.Warning => "warning", _ => "WRONG" };
            await say.WriteLineAsync($"{mark,-8} {finding.About}: {finding.Says.ReplaceLineEndings(" ")}");
            if (finding.Advice is { } advice)
            {
                await say.WriteLineAsync($"{"",-8} → {advice}");
            }
        }

        var (wrong, warnings) = (found.Count(f => f.Mark == Mark.Wrong), found.Count(f => f.Mark == Mark.Warning));
        await say.WriteLineAsync(wrong == 0 && warnings == 0 ? "All is well." : $"Wrong: {wrong}. Warnings: {warnings}.");
        return wrong == 0 ? Well : Unwell;
    }

    private async Task<IReadOnlyList<Finding>> Look(HttpMessageHandler? far, Action<WebApplicationBuilder>? adjust, CancellationToken cancellation)
    {
        WebApplicationBuilder builder;
        try
        {
            builder = Bot.Begin(settings);
            adjust?.Invoke(builder);
        }
        catch (Exception unread) when (unread is InvalidDataException or FormatException or IOException)
        {
            return [Finding.Wrong("settings", $"they cannot be read: {unread.Message}", "Mend appsettings.json: it must be JSON; comments are allowed.")];
        }

        using var handler = far is null ? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) } : null;
        using var http = new HttpClient(far ?? handler!, disposeHandler: false) { MaxResponseContentBufferSize = 1024 * 1024 };
        return await new Checkup(builder, new(http, builder.Services.Select(s => s.ImplementationInstance).OfType<TimeProvider>().Last())).All(cancellation);
    }
}

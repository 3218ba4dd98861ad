using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Slack;

/// <summary>A Slack service of one workspace, with invented people, that speaks Slack's protocols to one app.</summary>
public sealed class SimulatedSlack : IAsyncDisposable
{
    private const string Form = "application/x-www-form-urlencoded";

    // Events only: almost at once, then after about a minute, then after about five.
    private static readonly TimeSpan[] Retries = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    private readonly WireLine line;
    private readonly SlackApi api;
    private readonly ResponseUrls hooks;
    private readonly FileMethods files;
    private readonly SlackTickets tickets;
    private readonly SlackApp app;
    private readonly SlackOAuth oauth;
    private WireHost? host;

    private SimulatedSlack(SlackOptions options, WireLog log, SlackMemory? memory = null, SimulatedSlack? beside = null)
    {
        Options = options;
        Log = log;
        var dice = new Dice(options.Seed);
        Mischief = beside?.Mischief ?? new(new Dice(options.Seed + 1));
        line = beside?.line ?? new("slack", options.Time, log, Mischief);
        app = beside?.app ?? new();
        host = beside?.host;
        Sockets = beside?.Sockets ?? new(options, dice);
        line.Carrier ??= options.SocketMode ? Sockets.Carry : null;
        Grants = beside is { Options.OrgInstall: true } && options.OrgInstall && options.EnterpriseId == beside.Options.EnterpriseId ? beside.Grants : new(options, dice);
        oauth = new(options, app, dice);
        Workspace = new(options, dice);
        tickets = new SlackTickets(options, dice);
        files = new(options, Workspace, dice, () => Url);
        api = new(options, Workspace, tickets, files, Grants);
        hooks = new(Workspace, tickets);
        Envelopes = new(options, Workspace, tickets, dice, () => Url);
        memory?.Into(Workspace);
        Bo = Known("Bo Lind") ?? AddPerson("Bo Lind", "Nordic Water Fund", "en-GB", "Europe/Copenhagen");
        Dana = Known("Dana Reyes") ?? AddPerson("Dana Reyes", "Ríos Libres", "es-MX", "America/Mexico_City");
        Femi = Known("Femi Adeyemi") ?? AddPerson("Femi Adeyemi", "Delta Fishers Council", "en-GB", "Africa/Lagos");
        Partnership = Workspace.Channels.FirstOrDefault(c => c.Person is null) ?? AddChannel("partnership", Bo, Dana, Femi);
        app.Add(this);
    }

    /// <summary>How it is set up.</summary>
    public SlackOptions Options { get; }

    /// <summary>Invented, of the Nordic Water Fund; English.</summary>
    public SlackPerson Bo { get; }

    /// <summary>Invented, of Ríos Libres; Spanish.</summary>
    public SlackPerson Dana { get; }

    /// <summary>Invented, of the Delta Fishers Council; English.</summary>
    public SlackPerson Femi { get; }

    /// <summary>The channel they are all in.</summary>
    public SlackChannel Partnership { get; }

    /// <summary>What went over the wire.</summary>
    public WireLog Log { get; }

    /// <summary>Misbehaviour on demand. Routes: <c>chat.update</c>, <c>views.open</c>, <c>/hooks/</c>, <c>/slack/events</c> …</summary>
    public Mischief Mischief { get; }

    /// <summary>Where the bot listens; set before anybody acts.</summary>
    public Uri? BotUrl
    {
        get => line.Bot;
        set => line.Bot = value;
    }

    /// <summary>Where it listens.</summary>
    public string Url => host?.Url ?? throw new InvalidOperationException("Not started.");

    /// <summary>Base of the Web API, with a trailing slash.</summary>
    public string ApiBaseUrl => $"{Url}/api/";

    /// <summary>Raised when what people see has changed.</summary>
    public event EventHandler? Changed
    {
        add => Workspace.Changed += value;
        remove => Workspace.Changed -= value;
    }

    /// <summary>The sockets that the app holds open.</summary>
    public SlackSockets Sockets { get; }

    /// <summary>All tokens that the app was ever given here: none of them may be found in its store.</summary>
    public IReadOnlyList<string> Tokens => Grants.Given;

    /// <summary>How often tokens were renewed.</summary>
    public int Renewals => Grants.Renewals;

    internal SlackWorkspace Workspace { get; }

    internal SlackGrants Grants { get; }

    /// <summary>The scopes that were asked for last.</summary>
    internal string? Asked { get; set; }

    internal SlackEnvelopes Envelopes { get; }

    /// <summary>The bot's settings for this Slack.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(
    [
        Options.SocketMode ? new("Slack:AppToken", Options.AppToken) : new("Slack:SigningSecret", Options.SigningSecret),
        .. Options.OAuth
            ? [new("Slack:ClientId", Options.ClientId), new("Slack:ClientSecret", Options.ClientSecret)]
            : new KeyValuePair<string, string>[] { new("Slack:BotToken", Options.BotToken) },
        new("Slack:ApiBaseUrl", ApiBaseUrl),
        new("Slack:AllowedResponseHosts:0", new Uri(Url).GetLeftPart(UriPartial.Authority)),
        new("Slack:AllowedUploadHosts:0", new Uri(Url).GetLeftPart(UriPartial.Authority)),
    ]);

    /// <summary>Starts listening.</summary>
    public static Task<SimulatedSlack> Start(SlackOptions? options = null, WireLog? log = null, CancellationToken cancellation = default) =>
        Start(options ?? new(), log, null, cancellation);

    /// <summary>Starts listening, with what it remembers of an earlier run.</summary>
    internal static async Task<SimulatedSlack> Start(SlackOptions options, WireLog? log, SlackMemory? memory, CancellationToken cancellation)
    {
        var slack = new SimulatedSlack(options, log ?? new WireLog(options.Time), memory);
        slack.host = await WireHost.Start(options.Url, slack.line, slack.Serve, cancellation, slack.Sockets.Serve);
        return slack;
    }

    /// <summary>Another workspace of the same service, for the same app; the first one's to dispose of.</summary>
    public SimulatedSlack AddWorkspace(string team, string domain, Func<SlackOptions, SlackOptions>? adjust = null)
    {
        var options = Options with { TeamId = team, Domain = domain, BotUserId = Options.BotUserId + team[^1], Seed = Options.Seed + 100 + (ulong)app.Workspaces.Count };
        return new(adjust is null ? options : adjust(options), Log, beside: this);
    }

    /// <summary>Removes the app from the workspace; whoever holds the result tells the app.</summary>
    public SlackRemoval Uninstalls()
    {
        Grants.Kill("account_inactive");
        foreach (var channel in Workspace.Channels.Where(c => c.Person is null))
        {
            channel.Leave(Options.BotUserId);
        }

        return new(this);
    }

    /// <summary>Somebody of another workspace, in a channel that is shared with it.</summary>
    public SlackPerson AddGuest(string name, string organisation, string team, SlackChannel channel)
    {
        var guest = new SlackPerson(
            this, Workspace.AddAccount(string.Concat(name.Select(char.ToLowerInvariant)).Replace(' ', '.'), name, organisation, "en-GB", "Europe/London", team), new());
        channel.Join(guest.Account.Id);
        return guest;
    }

    /// <summary>A private channel becomes shared with another workspace: it has another id from now on, and the old one is unknown.</summary>
    /// <returns>The event that tells so, for who sends it.</returns>
    public JsonObject Share(SlackChannel channel, string id)
    {
        var old = channel.Id;
        (channel.Id, channel.IsShared) = (id, true);
        Workspace.Notify();
        return new JsonObject { ["type"] = "channel_id_changed", ["old_channel_id"] = old, ["new_channel_id"] = id, ["event_ts"] = Workspace.NextTs() };
    }

    /// <summary>A new account.</summary>
    public SlackPerson AddPerson(string name, string organisation, string locale = "en-GB", string timeZone = "Europe/London") =>
        new(this, Workspace.AddAccount(string.Concat(name.Select(char.ToLowerInvariant)).Replace(' ', '.'), name, organisation, locale, timeZone), new());

    /// <summary>A new channel; the bot is not in it until somebody invites it.</summary>
    public SlackChannel AddChannel(string name, params SlackPerson[] members) => Workspace.AddChannel(name, members.Select(m => m.Account));

    /// <summary>What everybody sees in a channel, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Messages(SlackChannel channel) => [.. channel.Messages.Where(m => m.OnlyFor is null)];

    /// <summary>The bot's messages that everybody sees in a channel, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Posts(SlackChannel channel) => [.. Messages(channel).Where(m => m.From is null)];

    /// <summary>What only this person sees in a channel, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Ephemerals(SlackChannel channel, SlackPerson person) => [.. channel.Messages.Where(m => m.OnlyFor == person.Account)];

    /// <summary>Slack's question whether the request URL is ours; see slack.md §2.</summary>
    public Task<Delivered> Verifies(string challenge) => line.Send(
        SlackSigning.Request("/slack/events", "application/json", new JsonObject { ["token"] = "x", ["challenge"] = challenge, ["type"] = "url_verification" }.ToJsonString(), Options, new()),
        Options.Patience);

    /// <summary>Slack's unsigned check of the certificate.</summary>
    public Task<Delivered> ChecksCertificate(string path = "/slack/commands") =>
        line.Send(new(path, Form, Encoding.UTF8.GetBytes("ssl_check=1&token=x"), new Dictionary<string, string>()), Options.Patience);

    /// <summary>Sends the very same bytes and headers once more.</summary>
    public Task<Delivered> Replays(Delivered earlier) =>
        line.Send(earlier.Request ?? throw new ArgumentException("Nothing was sent.", nameof(earlier)), Options.Patience);

    /// <summary>Waits until what people see fulfils a condition; looks again after each change.</summary>
    /// <exception cref="TimeoutException">It did not within half a minute of real time.</exception>
    public Task Until(Func<bool> condition, CancellationToken cancellation = default) =>
        Patient.Until(condition, h => Workspace.Changed += h, h => Workspace.Changed -= h, cancellation);

    /// <summary>Waits until no event is to be delivered again; retries wait by the injected time.</summary>
    public Task Settled() => line.Settled();

    /// <summary>How many redeliveries wait for their time to come; none of these is on its way.</summary>
    public int Resting => line.Resting;

    /// <summary>How many requests are on the wire between this service and the bot, in both directions.</summary>
    public int UnderWay => line.UnderWay;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        line.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    /// <summary>Delivers an event; three more attempts unless the answer is a yes or says not to.</summary>
    internal Task<Delivered> Tell(JsonObject inner, SlackFlaws flaws) => Deliver(Envelopes.Event(inner, (string?)inner["user_team"]).ToJsonString(), flaws);

    internal Task<Delivered> Deliver(string body, SlackFlaws flaws)
    {
        return line.Send(SlackSigning.Request("/slack/events", "application/json", body, Options, flaws), Options.Patience, Retries, (_, attempt, last) =>
            last.Ok || (last.NoRetry && last.Status != 0) || attempt > Retries.Length
                ? null
                : SlackSigning.Request(
                    "/slack/events",
                    "application/json",
                    body,
                    Options,
                    flaws,
                    ("X-Slack-Retry-Num", attempt.ToString()),
                    ("X-Slack-Retry-Reason", last.Status == 0 ? "http_timeout" : "http_error")));
    }

    private SlackPerson? Known(string name) => Workspace.Accounts.FirstOrDefault(a => a.Name == name) is { } account ? new(this, account, new()) : null;

    internal Task<Delivered> Send(string path, IReadOnlyDictionary<string, string> fields, SlackFlaws flaws)
    {
        var body = string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value).Replace("%20", "+")}"));
        return line.Send(SlackSigning.Request(path, Form, body, Options, flaws), Options.Patience);
    }

    internal bool Opens(string? token) => Grants.Knows(token);

    internal bool Has(string? channel, string? user) => Workspace.Channel(channel) is not null || Workspace.Account(user) is not null;

    private WireAnswer Serve(WireRequest request) => request.Segments switch
    {
        ["oauth", "v2", "authorize"] => oauth.Authorize(request),
        ["api", "oauth.v2.access"] => oauth.Access(request),
        ["api", "apps.connections.open"] => WireAnswer.Json(200, Sockets.Ticket(request.Bearer, Url)),
        ["api", var method] => app.Of(request).api.Serve(request, method),
        ["hooks", var id] => (app.Workspaces.FirstOrDefault(w => w.tickets.HasHook(id)) ?? this).hooks.Serve(request, id),
        ["upload", "v1", var ticket] => files.Take(request, ticket),
        _ => new(404),
    };
}

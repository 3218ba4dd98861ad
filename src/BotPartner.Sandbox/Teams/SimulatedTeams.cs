using System.Text;
using System.Text.Json.Nodes;
using BotPartner.Sandbox.Wire;

namespace BotPartner.Sandbox.Teams;

/// <summary>A Teams service of one tenant, with invented people, that speaks the Bot Framework protocol to one bot.</summary>
public sealed class SimulatedTeams : IAsyncDisposable
{
    private const string MetadataPath = "/v1/.well-known/openidconfiguration";

    // Live: no answer within 10 to 15 s is a gateway timeout, and may be delivered again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan[] Redeliveries = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)];

    private readonly WireLine line;
    private readonly TeamsKeys keys;
    private readonly TeamsTokens tokens;
    private readonly Connector connector;
    private WireHost? host;

    private SimulatedTeams(TeamsOptions options, WireLog log, TeamsMemory? memory)
    {
        Options = options;
        var dice = new Dice(options.Seed);
        Mischief = new(new Dice(options.Seed + 1));
        Log = log;
        line = new("teams", options.Time, log, Mischief);
        keys = new(options.AppId, options.Time);
        tokens = new(options, dice);
        World = new(options, dice);
        connector = new(options, World, tokens, () => ServiceUrl);
        Activities = new(options, dice, () => ServiceUrl);
        memory?.Into(World);
        Anna = Known("Anna Berg") ?? AddPerson("Anna Berg", "Ministry of Water", "en-GB", "SE", "Europe/Stockholm");
        Chidi = Known("Chidi Okafor") ?? AddPerson("Chidi Okafor", "Lagos Makers Union", "en-GB", "NG", "Africa/Lagos");
        Elodie = Known("Élodie Martin") ?? AddPerson("Élodie Martin", "Rivières Vivantes", "fr-FR", "FR", "Europe/Paris");
        Team = World.Teams is [var known, ..] ? known : AddTeam("Clean Rivers", Anna, Chidi, Elodie);
    }

    /// <summary>How it is set up.</summary>
    public TeamsOptions Options { get; }

    /// <summary>Invented, of the Ministry of Water; English.</summary>
    public TeamsPerson Anna { get; }

    /// <summary>Invented, of the Lagos Makers Union; English.</summary>
    public TeamsPerson Chidi { get; }

    /// <summary>Invented, of Rivières Vivantes; French.</summary>
    public TeamsPerson Elodie { get; }

    /// <summary>The team they are all in.</summary>
    public TeamsTeam Team { get; }

    /// <summary>Its first channel.</summary>
    public TeamsConversation General => Team.Channels[0];

    /// <summary>What went over the wire.</summary>
    public WireLog Log { get; }

    /// <summary>Misbehaviour on demand. Routes: <c>/oauth2/</c>, <c>POST /activities</c>, <c>PUT /activities</c>, <c>openidconfiguration</c>, <c>/keys</c>, <c>/api/messages</c> …</summary>
    public Mischief Mischief { get; }

    /// <summary>Where the bot listens; set before anybody acts.</summary>
    public Uri? BotUrl
    {
        get => line.Bot;
        set => line.Bot = value;
    }

    /// <summary>Where it listens.</summary>
    public string Url => host?.Url ?? throw new InvalidOperationException("Not started.");

    /// <summary>What activities carry as <c>serviceUrl</c>.</summary>
    public string ServiceUrl => $"{Url}/{Options.Region}/{Options.TenantId}{(Options.TrailingSlash ? "/" : "")}";

    /// <summary>How many tokens the endpoint gave out.</summary>
    public int TokensIssued => tokens.Issued;

    /// <summary>Raised when what people see has changed.</summary>
    public event EventHandler? Changed
    {
        add => World.Changed += value;
        remove => World.Changed -= value;
    }

    internal TeamsWorld World { get; }

    internal Activities Activities { get; }

    /// <summary>The bot's settings for this Teams.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Teams:AppId"] = Options.AppId,
        ["Teams:TenantId"] = Options.TenantId,
        ["Teams:AppType"] = "SingleTenant",
        ["Teams:ClientSecret"] = Options.ClientSecret,
        ["Teams:OpenIdMetadata"] = Url + MetadataPath,
        ["Teams:TokenEndpoint"] = $"{Url}/{Options.TenantId}/oauth2/v2.0/token",
        ["Teams:AllowedServiceHosts:0"] = new Uri(Url).GetLeftPart(UriPartial.Authority),
    };

    /// <summary>Starts listening.</summary>
    public static Task<SimulatedTeams> Start(TeamsOptions? options = null, WireLog? log = null, CancellationToken cancellation = default) =>
        Start(options ?? new(), log, null, cancellation);

    /// <summary>Starts listening, with what it remembers of an earlier run.</summary>
    internal static async Task<SimulatedTeams> Start(TeamsOptions options, WireLog? log, TeamsMemory? memory, CancellationToken cancellation)
    {
        var teams = new SimulatedTeams(options, log ?? new WireLog(options.Time), memory);
        teams.host = await WireHost.Start(options.Url, teams.line, teams.Serve, cancellation);
        return teams;
    }

    /// <summary>A new account.</summary>
    public TeamsPerson AddPerson(string name, string organisation, string locale = "en-GB", string country = "GB", string timeZone = "Europe/London") =>
        new(this, World.Person(name, organisation, locale, country, timeZone), new());

    /// <summary>A new team with its General channel.</summary>
    public TeamsTeam AddTeam(string name, params TeamsPerson[] members) => World.Team(name, members.Select(m => m.Account));

    /// <summary>A new channel.</summary>
    public TeamsConversation AddChannel(TeamsTeam team, string name) => World.Channel(team, name);

    /// <summary>A new group chat.</summary>
    public TeamsConversation AddGroupChat(string name, params TeamsPerson[] members) => World.GroupChat(name, members.Select(m => m.Account));

    /// <summary>What stands in a conversation, oldest first.</summary>
    public IReadOnlyList<TeamsMessage> Messages(TeamsConversation where) => World.Messages(where);

    /// <summary>The bot's messages in a conversation, oldest first.</summary>
    public IReadOnlyList<TeamsMessage> Posts(TeamsConversation where) => [.. World.Messages(where).Where(m => m.From is null)];

    /// <summary>Signs with a new key from now on; the old one is no longer published.</summary>
    public void RotateKeys() => keys.Rotate();

    /// <summary>The Connector accepts none of the tokens given out so far.</summary>
    public void RevokeTokens() => tokens.Revoke();

    /// <summary>Sends the very same bytes and headers once more.</summary>
    public Task<Delivered> Replays(Delivered earlier) =>
        line.Send(earlier.Request ?? throw new ArgumentException("Nothing was sent.", nameof(earlier)), Patience);

    /// <summary>Waits until what people see fulfils a condition; looks again after each change.</summary>
    /// <exception cref="TimeoutException">It did not within half a minute of real time.</exception>
    public Task Until(Func<bool> condition, CancellationToken cancellation = default) =>
        Patient.Until(condition, h => World.Changed += h, h => World.Changed -= h, cancellation);

    /// <summary>Waits until no redelivery is outstanding; they wait by the injected time.</summary>
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

        keys.Dispose();
    }

    private TeamsPerson? Known(string name) => World.Accounts.FirstOrDefault(a => a.Name == name) is { } account ? new(this, account, new()) : null;

    internal Task<Delivered> Deliver(JsonObject activity, TokenFlaws flaws) =>
        line.Send(Request(activity, flaws), Patience, Redeliveries, (request, _, last) => last.Status is 0 or >= 500 ? request : null);

    internal Task<Delivered> Invoke(JsonObject activity, TokenFlaws flaws) => line.Send(Request(activity, flaws), Patience);

    private Outgoing Request(JsonObject activity, TokenFlaws flaws)
    {
        var headers = new Dictionary<string, string>();
        if (!flaws.NoToken)
        {
            headers["Authorization"] = $"Bearer {keys.Token(ServiceUrl, flaws)}";
        }

        return new("/api/messages", "application/json; charset=utf-8", Encoding.UTF8.GetBytes(activity.ToJsonString()), headers);
    }

    private WireAnswer Serve(WireRequest request) => request.Segments switch
    {
        _ when request.Path == MetadataPath => WireAnswer.Json(200, new JsonObject
        {
            ["issuer"] = "https://api.botframework.com",
            ["jwks_uri"] = $"{Url}/v1/.well-known/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
        }),
        [_, ".well-known", "keys"] => WireAnswer.Json(200, keys.Published()),
        [var tenant, "oauth2", "v2.0", "token"] => tokens.Issue(request, tenant),
        [var region, var tenant, "v3", ..] when region == Options.Region && tenant == Options.TenantId => connector.Serve(request),
        _ => Connector.Error(404, "NotFound", "Nothing here."),
    };
}

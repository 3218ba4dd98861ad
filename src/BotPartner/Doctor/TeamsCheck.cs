using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using BotPartner.Teams;

namespace BotPartner.Doctor;

/// <summary>Whether Microsoft gives the bot its token, and announces the keys that Teams signs with.</summary>
internal sealed partial class TeamsCheck(WebApplicationBuilder builder, Neighbour neighbour)
{
    private const string About = "Teams";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken cancellation)
    {
        TeamsSettings settings;
        try
        {
            if (TeamsSettings.Read(builder.Configuration.GetSection("Teams"), builder.Environment.IsDevelopment()) is not { } read)
            {
                return [Finding.Ok(About, "off: Teams:AppId is not set")];
            }

            settings = read;
        }
        catch (ConfigurationException wrong)
        {
            return [Finding.Of(About, wrong)];
        }

        var both = await Task.WhenAll(Token(settings, cancellation), Keys(settings, cancellation));
        return [.. both.SelectMany(f => f), .. settings.AllowUnauthenticated
            ? [Finding.Warn(About, "requests are taken without a token", "Remove Teams:AllowUnauthenticated before anybody else reaches this bot.")]
            : Array.Empty<Finding>()];
    }

    private async Task<IEnumerable<Finding>> Token(TeamsSettings settings, CancellationToken cancellation)
    {
        if (settings.ClientSecret is not { } secret)
        {
            return [Finding.Ok(About, "a managed identity: its token can only be asked for in Azure, when the bot runs")];
        }

        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", settings.AppId), new("client_secret", secret), new("scope", "https://api.botframework.com/.default")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.TokenEndpoint) { Content = form };
        var heard = await neighbour.Ask(request, cancellation);
        var clock = Neighbour.Clock(About, heard);
        return [Given(settings, heard), .. clock is null ? Array.Empty<Finding>() : [clock]];
    }

    private static Finding Given(TeamsSettings settings, Heard heard)
    {
        if (heard.Trouble is { } trouble)
        {
            return Finding.Wrong(About, $"{settings.TokenEndpoint.Host} is not reached: {trouble}", "Let this machine call it over https (firewall, proxy).");
        }

        if (heard.Status == HttpStatusCode.OK && heard.Word("access_token") is { Length: > 0 })
        {
            return Finding.Ok(About, "Microsoft Entra gives the bot its token");
        }

        var number = Number().Match(heard.Word("error_description") ?? "") is { Success: true } match ? match.Value : "";
        return Finding.Wrong(About, $"Microsoft Entra gives no token ({(int)heard.Status!}{(number.Length > 0 ? $", {number}" : "")})", number switch
        {
            "AADSTS7000222" => "The client secret has expired: make a new one in Entra (App registrations, Certificates & secrets), and put its value into Teams:ClientSecret.",
            "AADSTS7000215" => "The client secret is not right: Teams:ClientSecret must be the secret's value, not its id. If it is lost, make a new one in Entra.",
            "AADSTS700016" => "The tenant does not know the app: Teams:AppId or Teams:TenantId is not right, or Teams:AppType is another.",
            "AADSTS90002" or "AADSTS900023" or "AADSTS900021" => "There is no such tenant: Teams:TenantId must be the id of the tenant in which the bot is registered.",
            "AADSTS7000112" => "The app is switched off in Entra (Enterprise applications, Properties): switch it on.",
            _ when (int)heard.Status! >= 500 => "Microsoft is unwell: run this again later.",
            _ => "Compare Teams:AppId, Teams:TenantId, Teams:AppType and Teams:ClientSecret with the registration in Entra.",
        });
    }

    private async Task<IEnumerable<Finding>> Keys(TeamsSettings settings, CancellationToken cancellation)
    {
        var advice = $"Let this machine call {settings.OpenIdMetadata.Host} over https, or set Teams:OpenIdMetadata right: without its keys nothing from Teams is let in.";
        using var request = new HttpRequestMessage(HttpMethod.Get, settings.OpenIdMetadata);
        var metadata = await neighbour.Ask(request, cancellation);
        if (!Uri.TryCreate(metadata.Word("jwks_uri"), UriKind.Absolute, out var from) || from.Authority != settings.OpenIdMetadata.Authority || from.Scheme != settings.OpenIdMetadata.Scheme)
        {
            return [Finding.Wrong(About, $"the keys of the Bot Connector are not announced: {metadata.Trouble ?? $"{(int)metadata.Status!}"}", advice)];
        }

        using var asked = new HttpRequestMessage(HttpMethod.Get, from);
        var keys = await neighbour.Ask(asked, cancellation);
        var good = keys.Body is { } body && body.TryGetProperty("keys", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Count(k => k.ValueKind == JsonValueKind.Object && k.TryGetProperty("endorsements", out var channels) && channels.ValueKind == JsonValueKind.Array
                && channels.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.String && e.ValueEquals("msteams")))
            : 0;
        return [good > 0
            ? Finding.Ok(About, $"{good} keys of the Bot Connector are announced for Teams")
            : Finding.Wrong(About, "no key of the Bot Connector is announced for Teams", advice)];
    }

    [GeneratedRegex("AADSTS[0-9]{4,10}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}

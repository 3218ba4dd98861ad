using System.Net;

namespace BotPartner.Sandbox.Slack;

/// <summary>What a browser shows at the end of a way.</summary>
public sealed record SlackPage(int Status, string Text, Uri Url);

/// <summary>The browser of somebody who installs the app: it keeps cookies and follows the bot and Slack.</summary>
public sealed class SlackBrowser(SimulatedSlack slack, string language = "en") : IDisposable
{
    private const int MostHops = 5;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), UseProxy = false });

    /// <summary>The whole installation, to the page at its end.</summary>
    public async Task<SlackPage> Installs(bool consents = true) => await Opens(await Consents(consents));

    /// <summary>Begins at the bot and consents at Slack; where the browser would be led back to.</summary>
    public async Task<Uri> Consents(bool consents = true)
    {
        var asked = await Once(new Uri(slack.BotUrl!, "/slack/install"));
        var back = await Once(new Uri($"{asked.Location}&team={slack.Options.TeamId}{(consents ? "" : "&deny=1")}"));
        return back.Location ?? throw new InvalidOperationException(back.Page.Text);
    }

    /// <summary>Begins at the bot only; where it leads.</summary>
    public async Task<Uri> Begins() => (await Once(new Uri(slack.BotUrl!, "/slack/install"))).Location!;

    /// <summary>Opens an address and goes where it leads.</summary>
    public async Task<SlackPage> Opens(Uri url)
    {
        for (var hop = 0; hop < MostHops; hop++)
        {
            var (page, location) = await Once(url);
            if (location is null)
            {
                return page;
            }

            url = location;
        }

        throw new InvalidOperationException("It goes on and on.");
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<(SlackPage Page, Uri? Location)> Once(Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        using var response = await http.SendAsync(request);
        var text = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
        return (new((int)response.StatusCode, text, url), response.Headers.Location is { } to ? new Uri(url, to) : null);
    }
}

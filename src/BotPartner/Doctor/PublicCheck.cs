using System.Net;
using BotPartner.Files;

namespace BotPartner.Doctor;

/// <summary>Whether people's browsers reach this bot where the settings say.</summary>
internal sealed class PublicCheck(WebApplicationBuilder builder, Neighbour neighbour, StoreCheck store)
{
    private const string About = "public address";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken cancellation)
    {
        Uri? address;
        try
        {
            address = PublicAddress.Read(builder.Configuration).BaseUrl;
        }
        catch (ConfigurationException wrong)
        {
            return [Finding.Of(About, wrong)];
        }

        if (address is null)
        {
            return [Finding.Warn(About, "Public:BaseUrl is not set", "Set it to the bot's https address if records and exports are to be given as links: Teams takes no files from a bot.")];
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "health/live"));
        var heard = await neighbour.Ask(request, cancellation);
        var found = new List<Finding> { Answer(address, heard) };
        if (address.Scheme != Uri.UriSchemeHttps)
        {
            found.Add(Finding.Warn(About, $"{address} is not https", "Fine for trying out on this machine; nobody else reaches it."));
        }

        return found;
    }

    private Finding Answer(Uri address, Heard heard)
    {
        var up = store.IsHeld;
        return heard switch
        {
            { Status: HttpStatusCode.OK, Text: "live" } => Finding.Ok(About, $"{address} leads to a bot that lives"),
            { Status: { } status } when up || status == HttpStatusCode.OK =>
                Finding.Wrong(About, $"{address} answers {(int)status}, but not as this bot", "Have the proxy lead that address to the bot (Urls), or change Public:BaseUrl."),
            { Trouble: { } trouble } when up => Finding.Wrong(About, $"{address} is not reached: {trouble}", "Check the name, the certificate and the proxy. From inside a network the outside address may not lead back: then try it from outside."),
            _ => Finding.Warn(About, $"{address} does not lead to a bot now", "If no bot runs now, start it and run this again; else check name, certificate and proxy."),
        };
    }
}

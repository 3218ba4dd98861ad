using System.Net;
using System.Net.Sockets;

namespace BotPartner.Benchmarks.Hostile;

/// <summary>A host that nothing may be sent to. It counts who comes.</summary>
internal sealed class Forbidden : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.IPv6Any, 0);
    private int heard;

    public Forbidden()
    {
        listener.Server.DualMode = true;
        listener.Start();
        _ = Listen();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How often somebody came.</summary>
    public int Heard => Volatile.Read(ref heard);

    public void Dispose() => listener.Dispose();

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                (await listener.AcceptSocketAsync()).Dispose();
                Interlocked.Increment(ref heard);
            }
        }
        catch (Exception over) when (over is SocketException or ObjectDisposedException)
        {
            // The trial is over.
        }
    }
}
